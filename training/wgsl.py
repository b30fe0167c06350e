"""WGSL as `lower` and the families write it: text → tree → text.

The tree is plain: an expression is a `Node`, a statement a `Statement`. What this subset lacks
(workgroup memory, structures, pointers but those of atomics) is a `SyntaxError` or stays text.
"""

import re

TOKEN = re.compile(r"\s+|(0[xX][0-9a-fA-F]+[iu]?|(?:\d+\.\d*|\.\d+|\d+)(?:[eE][+-]?\d+)?[fiuh]?|[A-Za-z_]\w*|<<=|>>=|&&|\|\||<<|>>|"
                   r"<=|>=|==|!=|\+\+|--|->|[-+*/%&|^]=|[-+*/%&|^<>=!~(){}\[\];:,.@])")
LEVELS = [{"||"}, {"&&"}, {"|"}, {"^"}, {"&"}, {"<", "<=", ">", ">=", "==", "!="}, {"<<", ">>"}, {"+", "-"}, {"*", "/", "%"}]
OR, AND, RELATION, SHIFT, SUM, PRODUCT, UNARY, ATOM = 0, 1, 5, 6, 7, 8, 9, 10
LEVEL = {op: at for at, ops in enumerate(LEVELS) for op in ops}
TEMPLATES = re.compile(r"vec[234]|bitcast|array|atomic|mat\dx\d")


class Node:
    """An expression: `kind` is literal, name, member, index, call, unary or binary; `text` its token."""

    __slots__ = ("kind", "kids", "text", "trace")

    def __init__(self, kind, text, kids=()):
        self.kind, self.text, self.kids, self.trace = kind, text, list(kids), None

    def size(self) -> int:
        """Tokens, about."""
        own = {"call": 1 + len(self.kids), "index": 2, "member": 1}.get(self.kind, 1)
        return own + sum(kid.size() for kid in self.kids)

    def names(self) -> set:
        found = {self.text} if self.kind == "name" else set()
        return found.union(*(kid.names() for kid in self.kids))

    def mentions(self) -> list:
        """Names, as often as they stand."""
        return ([self.text] if self.kind == "name" else []) + [name for kid in self.kids for name in kid.mentions()]

    def copy(self) -> "Node":
        return Node(self.kind, self.text, [kid.copy() for kid in self.kids])


class Statement:
    """`kind` is let, var, assign, step, call, if, for, while, loop, switch, return, break or continue.

    `exprs` are its expressions; `blocks` its blocks; `name`, `type` and `op` what else it says. A `for` has
    its first and last statement in `head`.
    """

    __slots__ = ("blocks", "exprs", "head", "kind", "name", "op", "scope", "type")

    def __init__(self, kind, exprs=(), blocks=(), name=None, type=None, op=None, head=None):
        self.kind, self.exprs, self.blocks, self.name, self.type, self.op = kind, list(exprs), list(blocks), name, type, op
        self.head, self.scope = head, None


class Module:
    """`before` is the text above `main`, with other functions; `head` its line; `body` its statements."""

    def __init__(self, before, head, body):
        self.before, self.head, self.body = before, head, body

    def buffers(self) -> dict[str, str]:
        """The types of the storage buffers' elements, by name."""
        return dict(re.findall(r"var<storage[^>]*>\s*(\w+)\s*:\s*array<(.+)>;", self.before))


class Parser:
    """Of the tokens of one body."""

    def __init__(self, text: str):
        self.tokens, at = [], 0
        while at < len(text):
            found = TOKEN.match(text, at)
            if not found:
                raise SyntaxError(f"{text[at : at + 20]!r}")
            if found[1]:
                self.tokens.append(found[1])
            at = found.end()
        self.at = 0

    def peek(self, ahead=0) -> str:
        return self.tokens[self.at + ahead] if self.at + ahead < len(self.tokens) else ""

    def take(self, wanted=None) -> str:
        token = self.peek()
        if not token or wanted and token != wanted:
            raise SyntaxError(f"{token!r} for {wanted!r}")
        self.at += 1
        return token

    def maybe(self, wanted) -> bool:
        if self.peek() == wanted:
            self.at += 1
            return True
        return False

    def type(self) -> str:
        text = self.take()
        if self.peek() == "<":
            depth = 0
            while True:
                token = self.take()
                text += ", " if token == "," else token
                depth += (token == "<") - (token == ">") - 2 * (token == ">>")
                if depth <= 0:
                    break
        return text

    def block(self) -> list:
        self.take("{")
        out = []
        while not self.maybe("}"):
            if not self.maybe(";"):
                out.append(self.statement())
        return out

    def statement(self) -> Statement:
        word = self.peek()
        if word == "if":
            self.take()
            condition, then, otherwise = self.expression(), self.block(), []
            if self.maybe("else"):
                otherwise = [self.statement()] if self.peek() == "if" else self.block()
            return Statement("if", [condition], [then, otherwise])
        if word == "for":
            self.take()
            self.take("(")
            first = self.simple()
            self.take(";")
            condition = self.expression()
            self.take(";")
            last = self.simple()
            self.take(")")
            return Statement("for", [condition], [self.block()], head=(first, last))
        if word == "while":
            self.take()
            return Statement("while", [self.expression()], [self.block()])
        if word == "loop":
            self.take()
            return Statement("loop", [], [self.block()])
        if word == "switch":
            self.take()
            on = self.expression()
            for wanted in ("{", "default", ":"):
                self.take(wanted)
            body = self.block()
            self.take("}")
            return Statement("switch", [on], [body])
        one = self.simple()
        self.take(";")
        return one

    def simple(self) -> Statement:
        word = self.peek()
        if word in ("break", "continue"):
            return Statement(self.take())
        if word == "return":
            self.take()
            return Statement("return", [] if self.peek() == ";" else [self.expression()])
        if word in ("let", "var"):
            self.take()
            name, ty = self.take(), None
            if self.maybe(":"):
                ty = self.type()
            value = [self.expression()] if self.maybe("=") else []
            return Statement(word, value, name=name, type=ty)
        left = self.expression()
        op = self.peek()
        if op in ("++", "--"):
            self.take()
            return Statement("step", [left], op=op)
        if op == "=" or op.endswith("=") and op not in ("==", "<=", ">=", "!="):
            self.take()
            return Statement("assign", [left, self.expression()], op=op)
        if left.kind == "call":
            return Statement("call", [left])
        raise SyntaxError(f"{op!r} behind an expression")

    def expression(self, level=0) -> Node:
        if level == len(LEVELS):
            return self.unary()
        left = self.expression(level + 1)
        while self.peek() in LEVELS[level]:
            op = self.take()
            left = Node("binary", op, [left, self.expression(level + 1)])
        return left

    def unary(self) -> Node:
        if self.peek() in ("-", "!", "~", "&", "*"):
            op = self.take()
            inner = self.unary()
            if op == "-" and inner.kind == "literal" and not inner.text.startswith("-"):
                return Node("literal", "-" + inner.text)
            return Node("unary", op, [inner])
        return self.postfix()

    def postfix(self) -> Node:
        token = self.take()
        if token == "(":
            node = self.expression()
            self.take(")")
        elif token[0].isdigit() or token[0] == "." or token in ("true", "false"):
            node = Node("literal", token)
        elif token[0].isalpha() or token[0] == "_":
            if TEMPLATES.fullmatch(token) and self.peek() == "<":
                self.at -= 1
                token = self.type()
            if self.maybe("("):
                arguments = []
                while not self.maybe(")"):
                    arguments.append(self.expression())
                    if not self.maybe(","):
                        self.take(")")
                        break
                node = Node("call", token, arguments)
            else:
                node = Node("name", token)
        else:
            raise SyntaxError(f"{token!r} begins no expression")
        while self.peek() in (".", "["):
            if self.take() == ".":
                node = Node("member", self.take(), [node])
            else:
                node = Node("index", "[", [node, self.expression()])
                self.take("]")
        return node


def parse(text: str) -> Module:
    """A module whose last function is `main`."""
    at = text.index("@compute")
    opened = text.index("{", at)
    closed, depth = opened, 0
    for closed in range(opened, len(text)):
        depth += (text[closed] == "{") - (text[closed] == "}")
        if depth == 0:
            break
    if text[closed + 1 :].strip():
        raise SyntaxError("something behind main")
    return Module(text[:at], text[at:opened].rstrip(), Parser(text[opened : closed + 1]).block())


def show(node: Node) -> tuple[str, int]:
    """Its text and how tightly that binds: parentheses where the grammar asks for them."""
    if node.kind == "literal":
        return node.text, UNARY if node.text.startswith("-") else ATOM
    if node.kind == "name":
        return node.text, ATOM
    if node.kind == "member":
        return f"{under(node.kids[0], ATOM)}.{node.text}", ATOM
    if node.kind == "index":
        return f"{under(node.kids[0], ATOM)}[{show(node.kids[1])[0]}]", ATOM
    if node.kind == "call":
        parts = [show(kid) for kid in node.kids]
        angles = sum("<" in text or ">" in text for text, _ in parts)
        inner = [f"({text})" if angles > 1 and level < SHIFT else text for text, level in parts]
        return f"{node.text}({', '.join(inner)})", ATOM
    if node.kind == "unary":
        return f"{node.text}{under(node.kids[0], ATOM)}", UNARY
    op, (a, b) = node.text, node.kids
    level = LEVEL[op]
    if level >= SUM:
        regroups = op == "+" and integer(b)
        return f"{under(a, level)} {op} {under(b, level + (not regroups))}", level
    if level == SHIFT:
        return f"{under(a, UNARY)} {op} {under(b, UNARY)}", level
    if level == RELATION:
        return f"{under(a, SHIFT)} {op} {under(b, SHIFT)}", level
    least = RELATION if level <= AND else UNARY
    sides = []
    for kid in (a, b):
        text, own = show(kid)
        chained = own == level and kid is a
        sides.append(text if own >= least or chained else f"({text})")
    return f"{sides[0]} {op} {sides[1]}", level


def integer(node: Node) -> bool:
    """Known to be one: sums of integers may be regrouped."""
    return node.trace is not None and node.trace[0] in ("i32", "u32")


def under(node: Node, least: int) -> str:
    text, level = show(node)
    return text if level >= least else f"({text})"


def lines(body: list, depth=1) -> list[str]:
    """Statements as indented lines."""
    out, indent = [], "    " * depth
    for s in body:
        out += [indent + line for line in head_of(s)[:1]]
        if s.kind == "if":
            out += lines(s.blocks[0], depth + 1)
            otherwise = s.blocks[1]
            while len(otherwise) == 1 and otherwise[0].kind == "if":
                inner = otherwise[0]
                out.append(f"{indent}}} else if ({show(inner.exprs[0])[0]}) {{")
                out += lines(inner.blocks[0], depth + 1)
                otherwise = inner.blocks[1]
            if otherwise:
                out.append(indent + "} else {")
                out += lines(otherwise, depth + 1)
            out.append(indent + "}")
        elif s.kind == "switch":
            out += [indent + "    default: {", *lines(s.blocks[0], depth + 2), indent + "    }", indent + "}"]
        elif s.blocks:
            out += [*lines(s.blocks[0], depth + 1), indent + "}"]
    return out


def simple(s: Statement) -> str:
    """A statement without blocks, without its semicolon."""
    if s.kind in ("let", "var"):
        ty = f": {s.type}" if s.type else ""
        return f"{s.kind} {s.name}{ty}" + (f" = {show(s.exprs[0])[0]}" if s.exprs else "")
    if s.kind == "assign":
        return f"{show(s.exprs[0])[0]} {s.op} {show(s.exprs[1])[0]}"
    if s.kind == "step":
        return f"{show(s.exprs[0])[0]}{s.op}"
    if s.kind == "call":
        return show(s.exprs[0])[0]
    return s.kind + (f" {show(s.exprs[0])[0]}" if s.exprs else "")


def head_of(s: Statement) -> list[str]:
    if s.kind in ("if", "while"):
        return [f"{s.kind} ({show(s.exprs[0])[0]}) {{"]
    if s.kind == "switch":
        return [f"switch {show(s.exprs[0])[0]} {{"]
    if s.kind == "for":
        return [f"for ({simple(s.head[0])}; {show(s.exprs[0])[0]}; {simple(s.head[1])}) {{"]
    return ["loop {"] if s.kind == "loop" else [simple(s) + ";"]


def text(module: Module) -> str:
    return module.before + module.head + " {\n" + "".join(line + "\n" for line in lines(module.body)) + "}\n"


def walk(body: list):
    """All statements, outer ones first."""
    for s in body:
        yield s
        for block in s.blocks:
            yield from walk(block)
