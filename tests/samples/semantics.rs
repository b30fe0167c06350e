//! Each sample's wasm against the same function written in Rust: a sample that its compiler (or
//! its author) got wrong would teach the wrong lesson.

use wasmtime::Val;

use crate::machine::Machine;

fn floats(n: usize) -> Vec<f32> {
    (0..n).map(|i| ((i * 37 + 11) % 101) as f32 / 16.0 - 3.0).collect()
}

fn words(n: usize) -> Vec<u32> {
    (0..n as u32).map(|i| i.wrapping_mul(0x9e37_79b9) ^ i << 7).collect()
}

fn bytes(n: usize) -> Vec<u8> {
    words(n).iter().map(|word| (word >> 13) as u8).collect()
}

fn int(v: usize) -> Val {
    Val::I32(v as i32)
}

fn float(v: f32) -> Val {
    v.into()
}

const SIZES: [usize; 4] = [0, 1, 2, 37];
const SHAPES: [(usize, usize); 5] = [(1, 1), (2, 3), (3, 3), (5, 1), (7, 9)];

#[test]
fn maps() {
    for n in SIZES {
        let (x, y) = (floats(n), floats(2 * n)[n..].to_vec());
        for build in ["saxpy_O0", "saxpy_O2", "saxpy_Os"] {
            let mut m = Machine::new(&format!("map/{build}"));
            let (px, py) = (m.put(&x), m.put(&y));
            m.call("saxpy", &[int(n), float(1.5), px, py]);
            let expected: Vec<f32> = x.iter().zip(&y).map(|(x, y)| 1.5 * x + y).collect();
            assert_eq!(m.get::<f32>(&py, n), expected, "{build} {n}");
        }

        let mut m = Machine::new("map/scale");
        let (px, py) = (m.put(&x), m.put(&y));
        m.call("scale", &[px, py, int(n), float(-0.5)]);
        assert_eq!(m.get::<f32>(&py, n), x.iter().map(|x| x * -0.5).collect::<Vec<_>>());

        let mut m = Machine::new("map/sigmoid");
        let (px, py) = (m.put(&x), m.put(&y));
        m.call("sigmoid", &[px, py, int(n)]);
        let expected: Vec<f32> = x.iter().map(|x| 1.0 / (1.0 + (-x).exp())).collect();
        assert_eq!(m.get::<f32>(&py, n), expected);

        let mut m = Machine::new("map/relu");
        let px = m.put(&x);
        m.call("relu", &[px, int(n)]);
        assert_eq!(m.get::<f32>(&px, n), x.iter().map(|x| x.max(0.0)).collect::<Vec<_>>());

        let mut m = Machine::new("map/lerp");
        let (pa, pb, out) = (m.put(&x), m.put(&y), m.put(&x));
        m.call("lerp", &[pa, pb, out, int(n), float(0.25)]);
        let expected: Vec<f32> = x.iter().zip(&y).map(|(a, b)| a + (b - a) * 0.25).collect();
        assert_eq!(m.get::<f32>(&out, n), expected);

        let mut m = Machine::new("map/clamp_u8");
        let src = bytes(n);
        let (ps, pd) = (m.put(&src), m.put(&src));
        m.call("clamp_u8", &[ps, pd, int(n), int(30), int(200)]);
        let expected: Vec<u8> = src.iter().map(|v| (*v).clamp(30, 200)).collect();
        assert_eq!(m.get::<u8>(&pd, n), expected);
    }
}

#[test]
fn pixels() {
    for n in SIZES {
        let rgba = bytes(4 * n);
        let mut m = Machine::new("image/grayscale");
        let (ps, pd) = (m.put(&rgba), m.put(&rgba[..n]));
        m.call("grayscale", &[ps, pd, int(n)]);
        let luma = |p: &[u8]| {
            (77 * u32::from(p[0]) + 150 * u32::from(p[1]) + 29 * u32::from(p[2]) + 128) >> 8
        };
        let expected: Vec<u8> = rgba.chunks(4).map(|p| luma(p) as u8).collect();
        assert_eq!(m.get::<u8>(&pd, n), expected);

        let mut m = Machine::new("image/threshold");
        let (ps, pd) = (m.put(&rgba[..n]), m.put(&rgba[..n]));
        m.call("threshold", &[ps, pd, int(n), int(128)]);
        let expected: Vec<u8> = rgba[..n].iter().map(|v| if *v >= 128 { 255 } else { 0 }).collect();
        assert_eq!(m.get::<u8>(&pd, n), expected);

        for offset in [-300, -20, 0, 90] {
            let pixels = words(n);
            let mut m = Machine::new("image/brightness");
            let p = m.put(&pixels);
            m.call("brightness", &[p, int(n), Val::I32(offset)]);
            let channel = |v: u32, shift: u32| {
                (((v >> shift & 255) as i32 + offset).clamp(0, 255) as u32) << shift
            };
            let expected: Vec<u32> = pixels
                .iter()
                .map(|v| v & 0xff00_0000 | channel(*v, 0) | channel(*v, 8) | channel(*v, 16))
                .collect();
            assert_eq!(m.get::<u32>(&p, n), expected);
        }

        let src = floats(n);
        let mut m = Machine::new("image/gamma");
        let (ps, pd) = (m.put(&src), m.put(&src));
        m.call("correct", &[ps, pd, int(n), float(2.2)]);
        let expected: Vec<f32> = src.iter().map(|v| v.clamp(0.0, 1.0).powf(2.2)).collect();
        assert_eq!(m.get::<f32>(&pd, n), expected);
    }
}

fn at<T: Copy>(image: &[T], (w, h): (usize, usize), x: isize, y: isize) -> T {
    let x = x.clamp(0, w as isize - 1) as usize;
    let y = y.clamp(0, h as isize - 1) as usize;
    image[y * w + x]
}

#[test]
fn neighbourhoods() {
    for (w, h) in SHAPES {
        let src = floats(w * h);
        let cells: Vec<(isize, isize)> =
            (0..h as isize).flat_map(|y| (0..w as isize).map(move |x| (x, y))).collect();
        let border =
            |x: isize, y: isize| x == 0 || y == 0 || x == w as isize - 1 || y == h as isize - 1;
        let s = |x, y| at(&src, (w, h), x, y);

        let mut m = Machine::new("image/blur3x3");
        let (ps, pd) = (m.put(&src), m.put(&src));
        m.call("blur3x3", &[ps, pd, int(w), int(h)]);
        let expected: Vec<f32> = cells
            .iter()
            .map(|&(x, y)| {
                let mut sum = 0.0;
                for dy in -1..=1 {
                    for dx in -1..=1 {
                        sum += s(x + dx, y + dy);
                    }
                }
                sum * (1.0 / 9.0)
            })
            .collect();
        assert_eq!(m.get::<f32>(&pd, w * h), expected);

        let mut m = Machine::new("image/sobel");
        let held = vec![7.0; w * h];
        let (ps, pd) = (m.put(&src), m.put(&held));
        m.call("sobel", &[ps, pd, int(w), int(h)]);
        let expected: Vec<f32> = cells
            .iter()
            .map(|&(x, y)| {
                if border(x, y) {
                    return 7.0;
                }
                let column = |d| s(x + d, y - 1) + 2.0 * s(x + d, y) + s(x + d, y + 1);
                let row = |d| s(x - 1, y + d) + 2.0 * s(x, y + d) + s(x + 1, y + d);
                (column(1) - column(-1)).hypot(row(1) - row(-1))
            })
            .collect();
        for (got, want) in m.get::<f32>(&pd, w * h).iter().zip(&expected) {
            assert!((got - want).abs() <= 1e-4 * want.abs().max(1.0), "{got} {want}");
        }

        let mut m = Machine::new("stencil/heat2d");
        let (ps, pd) = (m.put(&src), m.put(&held));
        m.call("heat2d", &[ps, pd, int(w), int(h), float(0.2)]);
        let expected: Vec<f32> = cells
            .iter()
            .map(|&(x, y)| {
                let around = s(x - 1, y) + s(x + 1, y) + s(x, y - 1) + s(x, y + 1);
                let centre = s(x, y);
                if border(x, y) { centre } else { centre + 0.2 * (around - 4.0 * centre) }
            })
            .collect();
        assert_eq!(m.get::<f32>(&pd, w * h), expected);

        let now: Vec<u8> = bytes(w * h).iter().map(|v| v & 1).collect();
        let mut m = Machine::new("stencil/life");
        let (ps, pd) = (m.put(&now), m.put(&now));
        m.call("life", &[ps, pd, int(w), int(h)]);
        let alive = |x: isize, y: isize| {
            now[y.rem_euclid(h as isize) as usize * w + x.rem_euclid(w as isize) as usize]
        };
        let expected: Vec<u8> = cells
            .iter()
            .map(|&(x, y)| {
                let mut around = 0;
                for dy in -1..=1 {
                    for dx in -1..=1 {
                        around += if dx == 0 && dy == 0 { 0 } else { alive(x + dx, y + dy) };
                    }
                }
                u8::from(around == 3 || around == 2 && alive(x, y) == 1)
            })
            .collect();
        assert_eq!(m.get::<u8>(&pd, w * h), expected, "{w}x{h}");
    }
    for n in SIZES {
        let src = floats(n);
        let mut m = Machine::new("stencil/laplacian1d");
        let (ps, pd) = (m.put(&src), m.put(&vec![7.0f32; n]));
        m.call("laplacian1d", &[ps, pd, int(n)]);
        for (i, got) in m.get::<f32>(&pd, n).into_iter().enumerate() {
            let inside = i > 0 && i + 1 < n;
            let want = if inside { src[i - 1] - 2.0 * src[i] + src[i + 1] } else { 7.0 };
            assert_eq!(got, want, "{i} of {n}");
        }
    }
}

#[test]
fn shaders() {
    for (x, y) in [(0.5, 0.5), (10.5, 3.5), (31.5, 20.5)] {
        let got =
            Machine::new("shader/gradient").call("gradient", &[float(x), float(y), float(0.06)]);
        let (u, v) = ((x * 0.06f32).min(1.0), (y * 0.06f32).min(1.0));
        let got: Vec<f32> = got.iter().map(|v| v.unwrap_f32()).collect();
        assert_eq!(got, [u, v, (u + v) * 0.5]);

        let arguments = [float(x), float(y), float(16.0), float(10.0), float(8.0)];
        let got = Machine::new("shader/circle").call("circle", &arguments)[0].unwrap_i32() as u32;
        let (dx, dy): (f32, f32) = (x - 16.0, y - 10.0);
        let inside = (0.5 - ((dx * dx + dy * dy).sqrt() - 8.0)).clamp(0.0, 1.0);
        let (red, green) = ((40.0 + 200.0 * inside) as u32, (60.0 + 90.0 * inside) as u32);
        assert_eq!(got, 0xff00_0000 | 80 << 16 | green << 8 | red);

        let arguments = [float(x), float(y), float(0.0625)];
        let got = Machine::new("shader/escape").call("escape", &arguments)[0].unwrap_i32() as u32;
        let shade = 255 - escape(x * 0.0625 - 2.0, y * 0.0625 - 1.0, 64) * 255 / 64;
        assert_eq!(got, 0xff00_0000 | shade << 16 | shade << 8 | shade);
    }
}

fn escape(cr: f32, ci: f32, limit: u32) -> u32 {
    let (mut zr, mut zi, mut count) = (0.0f32, 0.0f32, 0);
    while count < limit && zr * zr + zi * zi <= 4.0 {
        (zr, zi) = (zr * zr - zi * zi + cr, 2.0 * zr * zi + ci);
        count += 1;
    }
    count
}

#[test]
fn algebra() {
    for (rows, cols) in SHAPES {
        let a = floats(rows * cols);
        let x = floats(cols);

        let mut m = Machine::new("linear/matvec");
        let (pa, px, py) = (m.put(&a), m.put(&x), m.put(&floats(rows)));
        m.call("matvec", &[pa, px, py, int(rows), int(cols)]);
        let expected: Vec<f32> =
            a.chunks(cols).map(|row| row.iter().zip(&x).fold(0.0, |s, (a, x)| s + a * x)).collect();
        assert_eq!(m.get::<f32>(&py, rows), expected);

        let mut m = Machine::new("linear/transpose");
        let (pa, pt) = (m.put(&a), m.put(&a));
        m.call("transpose", &[pa, pt, int(rows), int(cols)]);
        let expected: Vec<f32> = (0..rows * cols).map(|i| a[i % rows * cols + i / rows]).collect();
        assert_eq!(m.get::<f32>(&pt, rows * cols), expected);

        let mut m = Machine::new("linear/outer");
        let r = floats(rows);
        let (pr, px, po) = (m.put(&r), m.put(&x), m.put(&a));
        m.call("outer", &[pr, px, po, int(rows), int(cols)]);
        let expected: Vec<f32> = (0..rows * cols).map(|i| r[i / cols] * x[i % cols]).collect();
        assert_eq!(m.get::<f32>(&po, rows * cols), expected);

        for inner in [1, 4, 5] {
            let (a, b) = (floats(rows * inner), floats(inner * cols));
            let mut m = Machine::new("linear/matmul");
            let (pa, pb, pc) = (m.put(&a), m.put(&b), m.put(&floats(rows * cols)));
            m.call("matmul", &[pa, pb, pc, int(rows), int(cols), int(inner)]);
            let expected: Vec<f32> = (0..rows * cols)
                .map(|at| {
                    let (r, c) = (at / cols, at % cols);
                    (0..inner).fold(0.0, |s, i| s + a[r * inner + i] * b[i * cols + c])
                })
                .collect();
            assert_eq!(m.get::<f32>(&pc, rows * cols), expected);
        }
    }
    for n in SIZES {
        let (a, b) = (floats(n), floats(n));
        let mut m = Machine::new("linear/dot");
        let (pa, pb) = (m.put(&a), m.put(&b));
        let got = m.call("dot", &[pa, pb, int(n)])[0].unwrap_f32();
        assert_eq!(got, a.iter().zip(&b).fold(0.0, |s, (a, b)| s + a * b));
    }
}

fn map_words(name: &str, export: &str, input: &[u32], expected: impl Fn(u32) -> u32) {
    let mut m = Machine::new(name);
    let (ps, pd) = (m.put(input), m.put(input));
    m.call(export, &[ps, pd, int(input.len())]);
    let expected: Vec<u32> = input.iter().map(|v| expected(*v)).collect();
    assert_eq!(m.get::<u32>(&pd, input.len()), expected, "{name}");
}

#[test]
fn integers() {
    let all = [&words(300)[..], &[0, 1, 2, 3, 4, u32::MAX, 1 << 31, 65_535, 65_536]].concat();
    map_words("loops/collatz", "collatz", &all, |mut v| {
        let mut count = 0;
        while v > 1 && count < 1000 {
            v = if v & 1 == 1 { v.wrapping_mul(3).wrapping_add(1) } else { v >> 1 };
            count += 1;
        }
        count
    });
    map_words("loops/isqrt", "isqrt", &all, u32::isqrt);
    map_words("integer/popcount", "popcount", &all, u32::count_ones);
    map_words("integer/bit_reverse", "bit_reverse", &all, u32::reverse_bits);
    map_words("integer/crc32", "crc32", &all, |v| {
        let mut crc = !v;
        for _ in 0..32 {
            crc = if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 };
        }
        !crc
    });
    map_words("integer/xorshift", "xorshift", &all, |mut h| {
        h = (h ^ h >> 16).wrapping_mul(0x7feb_352d);
        h = (h ^ h >> 15).wrapping_mul(0x846c_a68b);
        h ^ h >> 16
    });

    let mut m = Machine::new("integer/byteswap");
    let p = m.put(&all);
    m.call("byteswap", &[p, int(all.len())]);
    assert_eq!(m.get::<u32>(&p, all.len()), all.iter().map(|v| v.swap_bytes()).collect::<Vec<_>>());

    let other: Vec<u32> = all.iter().map(|v| v.wrapping_mul(6) >> 3).collect();
    let mut m = Machine::new("loops/gcd");
    let (pa, pb, po) = (m.put(&all), m.put(&other), m.put(&all));
    m.call("gcd", &[pa, pb, po, int(all.len())]);
    let gcd = |mut a: u32, mut b: u32| {
        while b != 0 {
            (a, b) = (b, a % b);
        }
        a
    };
    let expected: Vec<u32> = all.iter().zip(&other).map(|(a, b)| gcd(*a, *b)).collect();
    assert_eq!(m.get::<u32>(&po, all.len()), expected);

    let (w, h) = (24, 16);
    let mut m = Machine::new("loops/mandelbrot");
    let p = m.put(&vec![0u32; w * h]);
    m.call("mandelbrot", &[p, int(w), int(h), int(100)]);
    let expected: Vec<u32> = (0..w * h)
        .map(|i| {
            let (x, y) = ((i % w) as f32, (i / w) as f32);
            escape(-2.0 + 3.0 * x / w as f32, -1.25 + 2.5 * y / h as f32, 100)
        })
        .collect();
    assert_eq!(m.get::<u32>(&p, w * h), expected);
}

#[test]
fn one_after_the_other() {
    for n in SIZES {
        let src = bytes(n);
        let mut bins = words(256);
        let mut m = Machine::new("integer/histogram");
        let (ps, pb) = (m.put(&src), m.put(&bins));
        m.call("histogram", &[ps, int(n), pb]);
        src.iter().for_each(|v| bins[usize::from(*v)] = bins[usize::from(*v)].wrapping_add(1));
        assert_eq!(m.get::<u32>(&pb, 256), bins);

        let values: Vec<i32> = words(n).iter().map(|v| *v as i32).collect();
        let mut m = Machine::new("reduce/maximum");
        let p = m.put(&values);
        let got = m.call("maximum", &[p, int(n)])[0].unwrap_i32();
        assert_eq!(got, values.iter().copied().max().unwrap_or(i32::MIN));

        let mut m = Machine::new("reduce/sum");
        let p = m.put(&values);
        let got = m.call("sum", &[p, int(n)])[0].unwrap_i32();
        assert_eq!(got, values.iter().fold(0i32, |s, v| s.wrapping_add(*v)));

        let mut m = Machine::new("serial/prefix_sum");
        let (ps, pd) = (m.put(&values), m.put(&values));
        m.call("prefix_sum", &[ps, pd, int(n)]);
        let mut sum = 0i32;
        for (got, v) in m.get::<i32>(&pd, n).iter().zip(&values) {
            sum = sum.wrapping_add(*v);
            assert_eq!(*got, sum);
        }

        let x = floats(n);
        let mut m = Machine::new("serial/iir");
        let (px, py) = (m.put(&x), m.put(&x));
        m.call("iir", &[px, py, int(n), float(0.3)]);
        let mut state = 0.0;
        for (got, x) in m.get::<f32>(&py, n).iter().zip(&x) {
            state += 0.3 * (x - state);
            assert_eq!(*got, state);
        }
    }
}

/// slangc's layout: varying = first group and one past the last, globals in declaration order.
fn dispatch(m: &mut Machine, entry: &str, groups: [u32; 3], globals: &[u32]) {
    let varying = m.put(&[0, 0, 0, groups[0], groups[1], groups[2]]);
    let globals = m.put(globals);
    m.call(entry, &[varying, int(0), globals]);
}

fn address(pointer: &Val) -> u32 {
    pointer.unwrap_i32() as u32
}

#[test]
fn slang() {
    let (w, h) = (11usize, 9usize);
    let groups = [w.div_ceil(8) as u32, h.div_ceil(8) as u32, 1];
    let n = w * h;

    let src = floats(n);
    let mut m = Machine::new("slang/smooth");
    let (ps, pd) = (m.put(&src), m.put(&src));
    let params = m.put(&[w as u32, h as u32, 0.75f32.to_bits()]);
    let globals = [address(&params), address(&ps), n as u32, address(&pd), n as u32];
    dispatch(&mut m, "smooth", groups, &globals);
    for (i, got) in m.get::<f32>(&pd, n).into_iter().enumerate() {
        let (x, y) = ((i % w) as isize, (i / w) as isize);
        let s = |dx, dy| at(&src, (w, h), x + dx, y + dy);
        let around = s(-1, 0) + s(1, 0) + s(0, -1) + s(0, 1);
        assert_eq!(got, src[i] + 0.75 * (around * 0.25 - src[i]));
    }

    let mut m = Machine::new("slang/plasma");
    let image = m.put(&vec![0f32; 4 * n]);
    let params = m.put(&[w as u32, h as u32, 1.25f32.to_bits()]);
    let globals = [address(&params), address(&image), n as u32];
    dispatch(&mut m, "plasma", groups, &globals);
    for (i, got) in m.get::<f32>(&image, 4 * n).chunks(4).enumerate() {
        let (u, v) = ((i % w) as f32 / w as f32, (i / w) as f32 / h as f32);
        let far = (u - 0.5).hypot(v - 0.5);
        let wave = (u * 10.0 + 1.25).sin() + (v * 7.0 - 1.25).sin() + (far * 20.0).sin();
        for (channel, phase) in [0.0, 2.094, 4.188].into_iter().enumerate() {
            let want = 0.5 + 0.5 * (phase + wave).cos();
            assert!((got[channel] - want).abs() < 1e-5, "{i} {channel}: {} {want}", got[channel]);
        }
        assert_eq!(got[3], 1.0);
    }

    let (over, under) = (floats(4 * 70), floats(8 * 70)[4 * 70..].to_vec());
    let mut m = Machine::new("slang/blend");
    let (pa, pb, pr) = (m.put(&over), m.put(&under), m.put(&vec![7f32; 4 * 70]));
    let globals = [address(&pa), 70, address(&pb), 70, address(&pr), 70, 67];
    dispatch(&mut m, "blend", [2, 1, 1], &globals);
    for (i, got) in m.get::<f32>(&pr, 4 * 70).chunks(4).enumerate() {
        let (a, b) = (&over[4 * i..4 * i + 4], &under[4 * i..4 * i + 4]);
        let mix = |c: usize| a[c] * a[3] + b[c] * (1.0 - a[3]);
        let last = a[3] + b[3] * (1.0 - a[3]);
        let want = if i < 67 { [mix(0), mix(1), mix(2), last] } else { [7.0; 4] };
        assert!(got.iter().zip(want).all(|(g, w)| (g - w).abs() <= 1e-5 * w.abs().max(1.0)), "{i}");
    }
}
