"""A drawn kernel: its contract, its C and its WGSL, put together from bodies in both languages."""

import re
from dataclasses import dataclass, field

from .tree import NAMES

ELEMENTS = {"f": "f32", "i": "i32", "u": "u32", "u8": "u8"}
POINTERS = {"f": "float", "i": "int", "u": "unsigned", "u8": "unsigned char"}


@dataclass
class Buffer:
    name: str
    ty: str  # of tree.NAMES
    access: str  # read | write | read_write
    length: str  # over scalars
    gen: str | None = None
    atomic: bool = False
    lanes: int = 1  # elements of a WGSL vector
    signed: bool = False  # unsigned words that the contract calls i32, as one read off a store does

    @property
    def element(self) -> str:
        return "i32" if self.signed else ELEMENTS[self.ty]


@dataclass
class Scalar:
    name: str
    ty: str
    gen: str | None = None


@dataclass
class Kernel:
    """`c` and `wgsl` are bodies; the heads are made from `params`, in the wasm function's order."""

    family: str
    params: list[Buffer | Scalar]
    outputs: list[str]
    threads: list[str]
    c: str
    wgsl: str
    abi: str = "c"  # c | invocation | pixel
    index: list[str] = field(default_factory=list)  # of an invocation, or a pixel's coordinates
    leading: list[Scalar] = field(default_factory=list)  # the extent of an invocation
    returns: str | None = None
    workgroup: tuple[int, ...] = (64,)
    functions: str = ""  # WGSL beside `main`
    dispatch: str | None = None
    cases: list[dict] = field(default_factory=list)
    builtins: tuple[str, ...] = ("global",)

    def c_text(self, name: str) -> str:
        head = [f"{'float' if self.abi == 'pixel' else 'int'} {i}" for i in self.index]
        for param in self.params:
            if self.abi == "pixel" and isinstance(param, Buffer):
                continue  # the result
            if isinstance(param, Buffer):
                const = "const " if param.access == "read" else ""
                head.append(f"{const}{POINTERS[param.ty]} *restrict {param.name}")
            else:
                head.append(f"{NAMES[param.ty][0]} {param.name}")
        result = POINTERS[self.returns] if self.returns else "void"
        body = "".join(f"    {line}\n" for line in self.c.strip("\n").split("\n"))
        return f"{result} {name}({', '.join(head)}) {{\n{body}}}\n"

    def contract(self, name: str) -> str:
        lines = [f'export = "{name}"', f'abi = "{self.abi}"']
        lines.append(f"outputs = [{', '.join(quoted(o) for o in self.outputs)}]")
        lines.append(f"threads = [{', '.join(quoted(t) for t in self.threads)}]")
        if self.abi == "invocation":
            lines.append(f"invocation = [{', '.join(quoted(i) for i in self.index)}]")
        if self.returns:
            lines.append(f'returns = "{ELEMENTS[self.returns]}"')
        if self.cases:
            cases = ("{ " + ", ".join(f"{k} = {v}" for k, v in case.items()) + " }" for case in self.cases)
            lines.append(f"cases = [{', '.join(cases)}]")
        # A pixel's extent and result are known.
        told = [p for p in self.params if isinstance(p, Scalar)] if self.abi == "pixel" else self.leading + self.params
        for param in told:
            lines += ["", "[[param]]", f'name = "{param.name}"']
            if isinstance(param, Buffer):
                lines += ['kind = "buffer"', f'elem = "{param.element}"', f'access = "{param.access}"']
                lines.append(f'length = "{param.length}"')
            else:
                lines += ['kind = "scalar"', f'type = "{ELEMENTS[param.ty]}"']
            if param.gen and not (isinstance(param, Buffer) and param.access == "write"):
                lines.append(f'gen = "{param.gen}"')
        return "\n".join(lines) + "\n"

    def wgsl_text(self) -> str:
        text = f"// dispatch: {self.dispatch}\n" if self.dispatch else ""
        storage = [param for param in self.params if isinstance(param, Buffer)]
        for at, buffer in enumerate(storage):
            access = "read" if buffer.access == "read" else "read_write"
            elem = "u32" if buffer.ty == "u8" else buffer.element
            elem = f"vec{buffer.lanes}<{elem}>" if buffer.lanes > 1 else elem
            elem = f"atomic<{elem}>" if buffer.atomic else elem
            text += f"@group(0) @binding({at}) var<storage, {access}> {buffer.name}: array<{elem}>;\n"
        at = len(storage)
        if self.returns and self.abi != "pixel":
            elem = ELEMENTS[self.returns]
            elem = f"atomic<{elem}>" if "atomic" in self.wgsl and "&ret[0]" in self.wgsl else elem
            text += f"@group(0) @binding({at}) var<storage, read_write> ret: array<{elem}>;\n"
            at += 1
        scalars = [p for p in self.leading + self.params if isinstance(p, Scalar)]
        if scalars:
            fields = ", ".join(f"{s.name}: {ELEMENTS[s.ty]}" for s in scalars)
            text += f"struct Params {{ {fields} }}\n@group(0) @binding({at}) var<uniform> p: Params;\n"
        text += "\n" + (self.functions + "\n" if self.functions else "")
        size = ", ".join(str(s) for s in self.workgroup)
        known = {
            "global": "@builtin(global_invocation_id) id: vec3<u32>",
            "local": "@builtin(local_invocation_index) lane: u32",
            "group": "@builtin(workgroup_id) group: vec3<u32>",
        }
        inputs = ", ".join(known[b] for b in self.builtins)
        text += f"@compute @workgroup_size({size})\nfn main({inputs}) {{\n"
        return text + "".join(f"    {line}\n" for line in self.wgsl.strip("\n").split("\n")) + "}\n"


def used(word: str, text: str) -> bool:
    return re.search(rf"\b{word}\b", text) is not None


def pruned(c: list[str], w: list[str], params: list) -> tuple[str, str, list]:
    """Without named values that nothing reads, and without parameters that no line mentions. `c` and
    `w` are lines of the same values; the last ones store."""
    again = True
    while again:
        again = False
        for at in reversed(range(len(c) - 1)):
            found = re.match(r"let (\w+) =", w[at])
            if found and not any(used(found[1], line) for line in c[at + 1 :]):
                del c[at], w[at]
                again = True
    text = "\n".join(c)
    kept = [param for param in params if used(param.name, text)]
    return text, "\n".join(w), kept


def quoted(text: str) -> str:
    return f'"{text}"'


def each(kernel_body_c: str, wgsl: str) -> tuple[str, str]:
    """A one-dimensional loop in C, and its guarded invocation in WGSL; both use `i` and `n`."""
    inner = "".join(f"    {line}\n" for line in kernel_body_c.strip("\n").split("\n"))
    c = f"for (int i = 0; i < n; i++) {{\n{inner}}}"
    return c, f"let i = i32(id.x);\nif (i >= p.n) {{\n    return;\n}}\n{wgsl}"


def each_pixel(body_c: str, wgsl: str) -> tuple[str, str]:
    """The same over rows `y` below `h` and columns `x` below `w`."""
    inner = "".join(f"        {line}\n" for line in body_c.strip("\n").split("\n"))
    c = f"for (int y = 0; y < h; y++) {{\n    for (int x = 0; x < w; x++) {{\n{inner}    }}\n}}"
    guard = "let x = i32(id.x);\nlet y = i32(id.y);\nif (x >= p.w || y >= p.h) {\n    return;\n}\n"
    return c, guard + wgsl
