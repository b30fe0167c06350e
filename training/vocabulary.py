"""The words that the drafting model's tokenizer knows before it learns any.

A word becomes one token when the pre-tokeniser (`PATTERN`) cuts it out whole and it stands in
`words()`. Sources: the WGSL specification (keywords, built-in values and functions), the wasm
core specification (instruction names), and the listing of a lifted kernel.
"""

SPECIAL = ("<|pad|>", "<|bos|>", "<|draft|>", "<|end|>")
PAD, BOS, DRAFT, END = range(4)

# Alternatives, first match wins:
#   the dispatch comment; wasm instructions with the space before an immediate; attributes;
#   element types behind a buffer with its bracket; fields of Params; generic types; address spaces;
#   keywords with the space behind them; types; short numbered names; what reads and writes parts; identifiers; single digits;
#   operators with the spaces around them; brackets and white space, never the space in front of
#   an operator; anything else.
PATTERN = "|".join(
    (
        r"// dispatch: ",
        r"(?:[iuf](?:8|16|32|64)|v128|local|global|memory|table)\.[a-z][a-z0-9_]*[ =]?",
        r"(?:br_if|br_table|br|call|block|loop|offset=|align=)[ ]?(?=[0-9$])",
        r"@[a-z_]+(?:\([a-z_]+\))?",
        r"\.[iuf](?:8|16|32|64)\[(?:byte )?",
        r"\bp\.s[0-9]{1,2}(?![0-9A-Za-z_])",
        r"[a-z]+[234]?<(?:[iuf]32|bool)>",
        r"var<[a-z]+>",
        r"(?:let|var|const|if|else|for|while|loop|block|break|continue|return|fn|next|with|switch"
        r"|case|override|read|write|read_write|threads)[ ](?![-+*/%&|^!<>=])",
        r"(?:[iuf](?:8|16|32|64)|vec[234][iuf]?)(?:_[su])?(?![0-9A-Za-z_])",
        r"[a-z]{1,2}[0-9]{1,2}(?![0-9A-Za-z_])",
        r"[gs]et_b[0-9]_s?(?:8|16)(?![0-9A-Za-z_])",
        r"[A-Za-z_]+",
        r"[0-9]",
        r"[ ]?(?:>>[su]|<<|>>|[<>]=?[su](?![A-Za-z0-9_])|[/%][su](?![A-Za-z0-9_])"
        r"|[-+*/%&|^!<>=]=|&&|\|\||->|\+\+|--|[-+*/%&|^!~<>=?])[ ]?",
        r"(?:[\[\](){};,.:\n\t]|[ ](?![-+*/%&|^!~<>=?]))+",
        r"[^\x21-\x7e\s]+",
        r"[\s\S]",
    )
)

KEYWORDS = """
let var const if else for while loop block break continue continuing return fn next with switch
case default override read write read_write threads discard struct true false trap idiomatic plain
raw module func param result local global memory export import type end then private byte bytes
data at of wrapping
""".split()

TYPES = """
i8 u8 i16 u16 i32 u32 f32 i64 u64 f64 bool vec2 vec3 vec4 vec2i vec3i vec4i vec2u vec3u vec4u vec2f
vec3f vec4f array atomic ptr bitcast
""".split()

BUILTINS = """
abs acos acosh all any arrayLength asin asinh atan atan2 atanh atomicAdd atomicAnd atomicCompareExchangeWeak
atomicExchange atomicLoad atomicMax atomicMin atomicOr atomicStore atomicSub atomicXor ceil ceil_div clamp
copysign cos cosh countLeadingZeros countOneBits countTrailingZeros cross degrees distance dot
dot4I8Packed dot4U8Packed exp exp2 exchanged expm1 exponent extractBits faceForward
firstLeadingBit firstTrailingBit floor fma fmod fract frexp insertBits inverseSqrt ldexp length log log10
log1p log2 main max min mix modf nearest normalize old_value pack2x16float pack2x16snorm pack2x16unorm
pack4x8snorm pack4x8unorm pack4xI8 pack4xU8 pow quantizeToF16 radians reflect refract reverseBits rotl rotr
round select sign sin sinh smoothstep sqrt step storageBarrier tan tanh transpose trunc unpack2x16float
unpack2x16snorm unpack2x16unorm unpack4x8snorm unpack4x8unorm unpack4xI8 unpack4xU8 workgroup
workgroupBarrier workgroupUniformLoad clz ctz popcnt eqz dispatch min_s max_s bits_i bits_f ret
""".split()

NAMES = """
id lid wid gid idx index acc sum row col width height offset stride tile total count value
a b c d e f g h i j k l m n p q r s t u v w x y z
""".split()

OPERATORS = """
+ - * / % & | ^ ! ~ = < > <= >= == != && || << >> += -= *= /= %= &= |= ^= -> ++ -- ?
/s /u %s %u >>s >>u <s <u >s >u <=s <=u >=s >=u
""".split()

BRACKETS = (
    "( ) [ ] { } ; , . : (( )) ); ]; }; ){ ); ].".split()
    + [", ", "; ", ": ", ") {", ") ", " ", "  ", "    ", "\n", "\t", ";\n", " {\n", ") {\n", "}\n", "]\n", ")\n"]
)

_INT = """
add sub mul div_s div_u rem_s rem_u and or xor shl shr_s shr_u rotl rotr clz ctz popcnt eqz eq ne
lt_s lt_u gt_s gt_u le_s le_u ge_s ge_u load store load8_s load8_u load16_s load16_u store8 store16
extend8_s extend16_s
""".split()
_FLOAT = """
add sub mul div min max abs neg ceil floor trunc nearest sqrt copysign eq ne lt gt le ge load store
""".split()
_ONLY = {
    "i32": "wrap_i64 trunc_f32_s trunc_f32_u trunc_f64_s trunc_f64_u trunc_sat_f32_s trunc_sat_f32_u"
    " trunc_sat_f64_s trunc_sat_f64_u reinterpret_f32",
    "i64": "extend_i32_s extend_i32_u extend32_s load32_s load32_u store32 trunc_sat_f32_s"
    " trunc_sat_f64_s reinterpret_f64",
    "f32": "convert_i32_s convert_i32_u convert_i64_s convert_i64_u demote_f64 reinterpret_i32",
    "f64": "convert_i32_s convert_i32_u promote_f32 reinterpret_i64",
}

BUILTIN_VALUES = (
    "global_invocation_id",
    "local_invocation_id",
    "local_invocation_index",
    "workgroup_id",
    "num_workgroups",
)


def instructions() -> list[str]:
    """Instruction names of wasm as the pattern cuts them, with a space before an immediate."""
    words = []
    for ty, shared in (("i32", _INT), ("i64", _INT), ("f32", _FLOAT), ("f64", _FLOAT)):
        for name in shared + _ONLY[ty].split():
            words.append(f"{ty}.{name}")
        words.append(f"{ty}.const ")
    words += [f"local.{name} " for name in ("get", "set", "tee")]
    words += [f"global.{name} " for name in ("get", "set")]
    words += ["memory.copy", "memory.fill", "br_if ", "br ", "br_table ", "call ", "offset=", "align="]
    return words + ["select", "drop", "unreachable", "nop"]


def words() -> list[str]:
    """Every known word once, in an order that only changes when this file does."""
    known = ["// dispatch: ", "@compute", "@workgroup_size", "@group", "@binding"]
    known += [f"@builtin({name})" for name in BUILTIN_VALUES] + list(BUILTIN_VALUES)
    known += [f".{ty}[" for ty in ("i8", "u8", "i16", "u16", "i32", "u32", "f32", "i64", "f64")]
    known += [f".{ty}[byte " for ty in ("i32", "f32", "u8")]
    known += [f"{of}<{ty}>" for of in ("vec2", "vec3", "vec4", "array", "atomic", "bitcast")
              for ty in ("i32", "u32", "f32")]
    known += [f"vec{n}<bool>" for n in (2, 3, 4)]
    known += ["var<workgroup>", "var<private>", "var<storage>", "var<function>"]
    known += KEYWORDS
    known += [f"{word} " for word in KEYWORDS[:22]]
    known += TYPES + [f"{ty}_{sign}" for ty in ("i32", "f32", "f64", "i64") for sign in "su"]
    known += [f"p.s{i}" for i in range(12)]
    for letter, count in (("v", 64), ("t", 100), ("b", 12), ("s", 12), ("l", 8)):
        known += [f"{letter}{i}" for i in range(count)]
    known += [f"{verb}_b{i}_{part}" for i in range(10) for part in ("8", "16", "s8", "s16") for verb in ("get", "set")[: 2 - ("s" in part)]]
    known += BUILTINS + NAMES
    for operator in OPERATORS:
        known += [operator, f" {operator} "]
    known += [" -", " !", "- ", "-> ", " ->"]
    known += BRACKETS + instructions()
    return list(dict.fromkeys(word for word in known if len(word.encode()) > 1))
