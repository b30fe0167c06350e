"""Pairs whose target holds a constant that its prompt shows in no form: what nobody can learn.

A constant may be shown as itself, negated, as a neighbouring integer (`< 4` as `<= 3`), doubled or
halved, as its reciprocal, as a shift, as the distance to a power of two that wraps, or as the distance to
another constant (`smoothstep`).
"""

import math
import re

NUMBER = re.compile(r"(?<![\w.])(?:0x[0-9a-f]+|\d+\.?\d*(?:e[-+]?\d+)?)")
# Of idioms: lanes, bytes, bits, halves, whole turns.
KNOWN = {0, 0.5, 1, 2, 3, 4, 8, 16, 24, 31, 32, 64, 255, 6.28318}
NEAR = 2e-6


def numbers(text: str) -> list[float]:
    return [float(int(m, 16)) if m.startswith("0x") else float(m) for m in NUMBER.findall(text)]


def forms(value: float) -> list[float]:
    """How a compiler may show a constant."""
    found = [value, value + 1, value - 1, 2 * value, value / 2, 4 * value, value / 4, 1 - value, value * value]
    if value:
        found.append(1 / value)
    if value == int(value) and value > 0:
        whole = int(value)
        found += [32 - value, 2**32 - value, 2**32 - value + 1, 2**32 - value - 1]
        found += [k for k in range(1, 32) if whole in (2**k, 2**k - 1, 2**k + 1)]
    return found


def is_shown(prompt: str, target: str) -> bool:
    """Whether each constant of a target's bodies can be read off its prompt."""
    known = numbers(prompt)
    own = numbers(target.partition("{")[2])

    def shows(value: float) -> bool:
        return any(math.isclose(value, shown, rel_tol=NEAR) for shown in known)

    return all(
        value in KNOWN or any(map(shows, forms(value))) or any(shows(abs(value - other)) for other in own if other != value)
        for value in own
    )
