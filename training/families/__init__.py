"""Families of training kernels. A family draws a kernel from a random generator: C and WGSL of equal
meaning, written as people write each. Families that `heldout.txt` names are only ever measured."""

from . import integers, maps, neighbours, shaders, sums

FAMILIES = {**maps.FAMILIES, **neighbours.FAMILIES, **sums.FAMILIES, **integers.FAMILIES, **shaders.FAMILIES}
