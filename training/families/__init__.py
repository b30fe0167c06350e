"""Families of training kernels. A family draws a kernel from a random generator: C and WGSL of equal
meaning, written as people write each. Families that `heldout.txt` names are only ever measured."""

from . import colours, composed, integers, maps, neighbours, pictures, programs, shaders, simulations, sums

MODULES = (maps, neighbours, sums, integers, shaders, pictures, colours, simulations, programs, composed)
FAMILIES = {name: draw for module in MODULES for name, draw in module.FAMILIES.items()}
