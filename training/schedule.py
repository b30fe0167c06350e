"""Warm-up, stable, decay: the learning rate by the clock.

Source: Hu et al., "MiniCPM" (arXiv:2404.06395). A call that keeps the rate can be continued by
another; one that anneals ends at zero and makes the weights that ship.
"""

import time
from dataclasses import dataclass, field


@dataclass
class Schedule:
    """`end` is when training stops, in seconds of `time.monotonic`; `anneal` is the share of the
    training time at whose end the rate falls linearly to zero, 0 to keep it."""

    end: float
    warmup: int
    anneal: float
    start: float = field(default_factory=time.monotonic)

    def passed(self) -> float:
        """Share of the training time that has passed; 1 or more: stop."""
        return (time.monotonic() - self.start) / max(self.end - self.start, 1e-9)

    def factor(self, step: int, passed: float) -> float:
        """What the peak rate is multiplied by at `step` of this call, counted from 0."""
        rise = min(1.0, (step + 1) / self.warmup) if self.warmup else 1.0
        left = max(0.0, 1.0 - passed)
        return rise * (min(1.0, left / self.anneal) if self.anneal else 1.0)
