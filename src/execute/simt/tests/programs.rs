//! Random programs: whatever the passes find out must not show.

use super::vectors::Random;
use super::*;
use crate::execute::simt::passes::Effort;

/// Writes WGSL with nested loops, branches, switches, early exits and calls over a few variables.
struct Writer {
    random: Random,
    text: String,
    loops: u32,
    fresh: u32,
    names: Vec<String>,
    budget: u32,
}

impl Writer {
    fn pick(&mut self, n: u32) -> u32 {
        self.random.next() % n
    }

    fn name(&mut self) -> String {
        let i = self.pick(self.names.len() as u32) as usize;
        self.names[i].clone()
    }

    fn value(&mut self) -> String {
        match self.pick(9) {
            0 => format!("{}u", self.pick(5)),
            1 => "i".into(),
            2 => format!("n[{}]", self.pick(4)),
            3 => format!("n[{} % 4u]", self.name()),
            4 => "mem[i]".into(),
            _ => self.name(),
        }
    }

    fn expression(&mut self) -> String {
        let (a, b) = (self.value(), self.value());
        match self.pick(8) {
            0 => a,
            1 => format!("({a} * 3u + {b})"),
            2 => format!("({a} ^ {b})"),
            3 => format!("({a} - {b})"),
            4 => format!("min({a}, {b})"),
            5 => format!("select({a}, {b}, {})", self.condition()),
            6 => format!("call({a}, {b})"),
            _ => format!("({a} + {b})"),
        }
    }

    fn condition(&mut self) -> String {
        let (a, b) = (self.value(), self.value());
        let op = ["<", ">", "==", "!=", "<="][self.pick(5) as usize];
        format!("(({a} & 7u) {op} ({b} & 7u))")
    }

    fn block(&mut self, depth: u32, in_loop: bool) {
        let names = self.names.len();
        for _ in 0..1 + self.pick(4) {
            if self.budget == 0 {
                break;
            }
            self.budget -= 1;
            self.statement(depth, in_loop);
        }
        self.names.truncate(names);
    }

    fn statement(&mut self, depth: u32, in_loop: bool) {
        let kind = self.pick(if depth > 0 { 12 } else { 6 });
        match kind {
            0 => {
                let (name, value) = (format!("v{}", self.fresh), self.expression());
                self.fresh += 1;
                let text = if self.pick(3) == 0 {
                    format!("var {name} = {}u;\n", self.pick(9))
                } else {
                    format!("var {name} = {value};\n")
                };
                self.text += &text;
                self.names.push(name);
            }
            1 => {
                let value = self.expression();
                self.text += &format!("mem[i] = {value};\n");
            }
            2 if in_loop => {
                let condition = self.condition();
                let exit = ["break", "continue", "continue", "return"][self.pick(4) as usize];
                self.text += &format!("if {condition} {{ {exit}; }}\n");
            }
            3 => {
                let (name, index, value) = (self.name(), self.name(), self.value());
                self.text +=
                    &format!("local[{index} % 5u] = {value}; {name} += local[{value} % 5u];\n");
            }
            6 | 7 => {
                let condition = self.condition();
                self.text += &format!("if {condition} {{\n");
                self.block(depth - 1, in_loop);
                if self.pick(2) == 0 {
                    self.text += "} else {\n";
                    self.block(depth - 1, in_loop);
                }
                self.text += "}\n";
            }
            8..=10 => {
                let k = format!("k{}", self.loops);
                self.loops += 1;
                let bound = match self.pick(3) {
                    0 => format!("{}u", self.pick(4)),
                    1 => "n[1] % 4u".into(),
                    _ => "i % 4u".into(),
                };
                self.text += &format!("for (var {k} = 0u; {k} < {bound}; {k}++) {{\n");
                self.block(depth - 1, true);
                self.text += "}\n";
            }
            11 => {
                let value = self.value();
                self.text += &format!("switch ({value} % 4u) {{ case 0u, 2u: {{\n");
                self.block(depth - 1, false);
                self.text += "}\n case 1u: {\n";
                self.block(depth - 1, in_loop);
                self.text += "}\n default: {} }\n";
            }
            _ => {
                let (name, value) = (self.name(), self.expression());
                self.text += &format!("{name} = {value};\n");
            }
        }
    }
}

fn program(seed: u64) -> String {
    let mut writer = Writer {
        random: Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) + 1),
        text: String::new(),
        loops: 0,
        fresh: 0,
        names: vec!["a".into(), "b".into(), "c".into()],
        budget: 40,
    };
    for _ in 0..6 {
        writer.statement(4, false);
    }
    let body = writer.text;
    format!(
        "@group(0) @binding(0) var<storage, read_write> mem: array<u32>;
@group(0) @binding(1) var<storage, read> n: array<u32>;
@group(0) @binding(2) var<storage, read_write> out: array<u32>;
var<private> c: u32 = 3u;
fn call(x: u32, y: u32) -> u32 {{
    var t = x;
    for (var q = 0u; q < 3u; q++) {{ if ((t & 3u) == 2u) {{ return t + q; }} t = t + y; c += 1u; if (t > 100u) {{ break; }} }}
    return t ^ c;
}}
@compute @workgroup_size(8)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {{
    let i = id.x;
    if (i >= arrayLength(&mem)) {{ return; }}
    var a = 1u; var b = i;
    var local: array<u32, 5>;
    {body}
    out[i] = a + 31u * b + 961u * c;
}}"
    )
}

#[test]
fn passes_change_nothing() {
    for seed in 0..150 {
        let wgsl = program(seed);
        let checked = checked(&wgsl);
        let bindings = vec![
            (0, words(&(0..61).collect::<Vec<_>>())),
            (1, words(&[2, 3, 5, 1])),
            (2, words(&[0; 61])),
        ];
        let dispatch = Dispatch { bindings, unwritten: Vec::new(), groups: [8, 1, 1] };
        let run = |effort| {
            let program = Program::with_effort(&checked, effort).unwrap_or_else(|e| panic!("{e}"));
            program
                .run(&dispatch, &limits(), &CancellationToken::new())
                .unwrap_or_else(|e| panic!("{e}\n{wgsl}"))
        };
        let (full, plain) = (run(Effort::Full), run(Effort::Plain));
        assert_eq!(full.findings, [], "seed {seed}\n{wgsl}");
        assert_eq!(full.bindings, plain.bindings, "seed {seed}\n{wgsl}");
        assert_eq!(full.storing_invocations, plain.storing_invocations, "seed {seed}\n{wgsl}");
    }
}

/// One lane at a time, nothing is the same in several lanes and no mask is ever partial.
#[test]
fn lanes_do_not_see_each_other() {
    for seed in 400..440 {
        let wgsl = program(seed);
        let single = wgsl
            .replace("@workgroup_size(8)", "@workgroup_size(1)")
            .replace("let i = id.x;", "let i = id.x + n[4];");
        let many = wgsl.replace("let i = id.x;", "let i = id.x + n[4];");
        let together = run(
            &many,
            vec![words(&(0..24).collect::<Vec<_>>()), words(&[2, 3, 5, 1, 0]), words(&[0; 24])],
            [3, 1, 1],
        );
        let mut buffers =
            vec![words(&(0..24).collect::<Vec<_>>()), words(&[2, 3, 5, 1, 0]), words(&[0; 24])];
        for i in 0..24u32 {
            buffers[1] = words(&[2, 3, 5, 1, i]);
            let one = run(&single, buffers, [1, 1, 1]);
            buffers = one.bindings.into_iter().map(|(_, b)| b).collect();
        }
        assert_eq!(as_words(&together.bindings[0].1), as_words(&buffers[0]), "seed {seed}\n{wgsl}");
        assert_eq!(as_words(&together.bindings[2].1), as_words(&buffers[2]), "seed {seed}\n{wgsl}");
    }
}

/// V2: what has no floats, no races and no atomics can't tell one world from another.
#[test]
fn worlds_change_nothing() {
    for seed in 200..240 {
        let wgsl = program(seed);
        let program = Program::new(&checked(&wgsl)).unwrap_or_else(|e| panic!("{e}"));
        let bindings = vec![
            (0, words(&(0..61).collect::<Vec<_>>())),
            (1, words(&[2, 3, 5, 1])),
            (2, words(&[0; 61])),
        ];
        let dispatch = Dispatch { bindings, unwritten: Vec::new(), groups: [8, 1, 1] };
        let run = |world: &World| {
            program
                .run_in(&dispatch, world, Watch::Coverage, &limits(), &CancellationToken::new())
                .unwrap_or_else(|e| panic!("{e}\n{wgsl}"))
        };
        let strict = run(&World::strict());
        let reached = program.coverage(&strict.reached);
        for world in World::all(seed) {
            let other = run(&world);
            let name = &world.name;
            assert_eq!(strict.bindings, other.bindings, "seed {seed} {name}\n{wgsl}");
            assert_eq!(other.findings, [], "seed {seed} {name}\n{wgsl}");
            assert_eq!(strict.storing_invocations, other.storing_invocations, "{name}");
            assert_eq!(reached, program.coverage(&other.reached), "seed {seed} {name}\n{wgsl}");
        }
    }
}
