"""The processes of one run, and what they tell each other."""

import os

import torch
import torch.distributed as dist


class World:
    """The processes of this run: one a GPU, or one alone."""

    def __init__(self):
        self.rank, self.size = int(os.environ.get("RANK", 0)), int(os.environ.get("WORLD_SIZE", 1))
        cuda = torch.cuda.is_available()
        self.device = torch.device("cuda", int(os.environ.get("LOCAL_RANK", 0))) if cuda else torch.device("cpu")
        if cuda:
            torch.cuda.set_device(self.device)
        if self.size > 1:
            dist.init_process_group("nccl" if cuda else "gloo")

    def name(self) -> str:
        return torch.cuda.get_device_name() if self.device.type == "cuda" else "cpu"

    def sum(self, tensors: list[torch.Tensor]) -> None:
        """Sums each tensor over all processes, in one transfer."""
        if self.size > 1:
            flat = torch.cat([tensor.flatten() for tensor in tensors])
            dist.all_reduce(flat)
            torch._foreach_copy_(tensors, [part.view_as(t) for part, t in
                                           zip(flat.split([t.numel() for t in tensors]), tensors)])

    def first(self, value: float) -> float:
        """Process 0's value, in all processes."""
        if self.size == 1:
            return value
        shared = torch.tensor([value], dtype=torch.float64, device=self.device)
        dist.broadcast(shared, 0)
        return shared.item()

    def leave(self) -> None:
        """Waits for the others and ends the connection."""
        if self.size > 1:
            dist.barrier()
            dist.destroy_process_group()
