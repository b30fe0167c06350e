//! What V9 wants of a case list.

use super::constants::Constants;
use super::plan::{Plan, Planned};
use crate::contract::{
    Abi, Buffer, BufferAccess, Contract, Elem, Expr, Generator, Layout, Param, ScalarParam,
    ScalarType, Tolerance,
};
use crate::kernel::Scalar;

const NONE: Constants = Constants { integers: Vec::new(), floats: Vec::new() };

fn expr(text: &str) -> Expr {
    Expr::parse(text).expect("a valid expression")
}

fn contract(lengths: &[&str], threads: &[&str], scalars: &[(&str, ScalarType)]) -> Contract {
    let buffers = lengths.iter().zip('a'..).map(|(length, name)| {
        Param::Buffer(Buffer {
            name: name.into(),
            elem: Elem::F32,
            access: BufferAccess::ReadWrite,
            length: expr(length),
            generator: Generator::Default(Elem::F32),
            layout: Layout::Plain,
            base: None,
        })
    });
    let scalars = scalars.iter().map(|(name, ty)| {
        Param::Scalar(ScalarParam { name: (*name).into(), ty: *ty, generator: None })
    });
    Contract {
        export: "f".into(),
        abi: Abi::C,
        outputs: vec!["a".into()],
        threads: threads.iter().map(|text| expr(text)).collect(),
        cases: Vec::new(),
        tolerance: Tolerance::default(),
        image: None,
        returns: None,
        note: None,
        params: buffers.chain(scalars).collect(),
        leading: 0,
        invocation: Vec::new(),
        globals: Vec::new(),
        entry_params: Vec::new(),
        workgroup: None,
    }
}

fn values(plan: &Plan, name: &str) -> Vec<i64> {
    plan.cases.iter().filter_map(|case| value(case, name)).map(Scalar::as_i64).collect()
}

fn value(case: &Planned, name: &str) -> Option<Scalar> {
    case.scalars.iter().find(|(known, _)| known == name).map(|(_, value)| *value)
}

fn invocations(case: &Planned) -> u128 {
    case.shape.as_ref().expect("it has a shape").invocations()
}

#[test]
fn one_size_takes_every_value_that_hurts() {
    let contract = contract(&["n"], &["n"], &[("n", ScalarType::I32), ("k", ScalarType::F32)]);
    let plan = Plan::new(&contract, [64, 1, 1], &NONE, 5);
    let sizes = values(&plan, "n");
    for wanted in [1, 63, 64, 65] {
        assert!(sizes.contains(&wanted), "{wanted} is missing: {sizes:?}");
    }
    assert!(sizes.iter().any(|n| *n > 4096));
    assert!(!sizes.contains(&0), "zero only where a case or gen includes it");
    assert!((28..=64).contains(&plan.cases.len()));
    assert!(plan.cases.iter().map(invocations).is_sorted());
    assert_eq!(plan.notes, [] as [String; 0]);
}

#[test]
fn two_sizes_are_tested_pairwise_and_uneven() {
    let contract =
        contract(&["w*h"], &["w", "h"], &[("w", ScalarType::I32), ("h", ScalarType::I32)]);
    let plan = Plan::new(&contract, [8, 4, 1], &NONE, 5);
    let (w, h) = (values(&plan, "w"), values(&plan, "h"));
    for a in [1, 7, 8, 9] {
        for b in [1, 3, 4, 5] {
            assert!(w.iter().zip(&h).any(|pair| pair == (&a, &b)), "{a} × {b} is missing");
        }
    }
    assert!(w.iter().zip(&h).any(|(w, h)| w < h) && w.iter().zip(&h).any(|(w, h)| w > h));
    assert!(plan.cases.iter().any(|case| invocations(case) > 4096));
}

#[test]
fn three_sizes_stay_affordable() {
    use ScalarType::I32;
    let scalars = [("m", I32), ("n", I32), ("k", I32)];
    let contract = contract(&["m*n", "m*k", "k*n"], &["n", "m"], &scalars);
    let plan = Plan::new(&contract, [16, 16, 1], &NONE, 5);
    assert!(plan.cases.len() <= 65, "{}", plan.cases.len());
    let (m, n, k) = (values(&plan, "m"), values(&plan, "n"), values(&plan, "k"));
    let work: i64 = (0..m.len()).map(|i| m[i] * n[i] * k[i]).sum();
    assert!(work < 1 << 20, "{work}");
    for value in [15, 16, 17] {
        assert!(m.contains(&value) && n.contains(&value));
    }
    for value in [1, 3, 4, 5] {
        assert!(k.contains(&value), "{k:?}");
    }
}

#[test]
fn a_square_with_one_size_does_not_explode() {
    let contract = contract(&["n*n"], &["n"], &[("n", ScalarType::I32)]);
    let plan = Plan::new(&contract, [64, 1, 1], &NONE, 5);
    let bytes: i64 = values(&plan, "n").iter().map(|n| n * n * 4).sum();
    assert!(bytes < 64 << 20, "{bytes}");
    assert!(plan.notes.iter().any(|note| note.contains("4,096")), "{:?}", plan.notes);
}

#[test]
fn gen_bounds_sizes_and_allows_zero() {
    let mut contract = contract(&["n"], &["n"], &[("n", ScalarType::I32)]);
    if let Some(Param::Scalar(scalar)) = contract.params.last_mut() {
        scalar.generator = Some(Generator::Range(Elem::I32, 0.0, 40.0));
    }
    let plan = Plan::new(&contract, [64, 1, 1], &NONE, 5);
    let sizes = values(&plan, "n");
    assert!(sizes.iter().all(|n| (0..=40).contains(n)), "{sizes:?}");
    assert!(sizes.contains(&0) && sizes.contains(&40) && sizes.contains(&1));
    assert!(plan.cases.len() >= 28);
    assert_eq!(plan.notes.len(), 1);
}

#[test]
fn the_contracts_own_cases_are_among_those_tested() {
    let scalars = [("n", ScalarType::I32), ("a", ScalarType::F32), ("r", ScalarType::I32)];
    let mut contract = contract(&["n"], &["n"], &scalars);
    contract.cases = vec![vec![("n".into(), 0.0), ("a".into(), 2.0)], vec![("n".into(), 99.0)]];
    let plan = Plan::new(&contract, [64, 1, 1], &NONE, 5);
    let explicit: Vec<&Planned> = plan.cases.iter().filter(|case| case.named).collect();
    assert_eq!(explicit.len(), 2);
    assert!(explicit.iter().all(|case| !case.explicit), "r is drawn");
    assert_eq!(value(explicit[0], "n"), Some(Scalar::I32(0)));
    assert_eq!(value(explicit[0], "a"), Some(Scalar::F32(2.0)));
    assert_eq!(value(explicit[1], "n"), Some(Scalar::I32(99)));
    for case in &plan.cases {
        let Some(Scalar::F32(a)) = value(case, "a") else { panic!("a is an f32") };
        assert!((1.0..=3.0).contains(&a), "{a} is outside [2 − 1, 2 + 1]");
    }
}

#[test]
fn two_plain_integers_occur_in_both_orders() {
    let scalars = [("n", ScalarType::I32), ("from", ScalarType::I32), ("to", ScalarType::I32)];
    let plan = Plan::new(&contract(&["n"], &["n"], &scalars), [64, 1, 1], &NONE, 11);
    let (from, to) = (values(&plan, "from"), values(&plan, "to"));
    assert!(from.iter().zip(&to).any(|(a, b)| a < b) && from.iter().zip(&to).any(|(a, b)| a > b));
    assert_eq!(plan.notes, [] as [String; 0]);
}

#[test]
fn a_seed_gives_the_same_cases_for_ever() {
    let contract = contract(&["n"], &["n"], &[("n", ScalarType::I32), ("a", ScalarType::F32)]);
    let (one, two) =
        (Plan::new(&contract, [64, 1, 1], &NONE, 5), Plan::new(&contract, [64, 1, 1], &NONE, 5));
    assert_eq!(one, two);
    let case = one.case(&contract, 3, 0xc5).expect("a shape");
    assert_eq!(Some(&case), two.case(&contract, 3, 0xc5).as_ref());
    let other =
        Plan::new(&contract, [64, 1, 1], &NONE, 6).case(&contract, 3, 0xc5).expect("a shape");
    assert_ne!(case.buffers, other.buffers);
    let digest = crate::kernel::Digest256::of(case.buffers.concat());
    let scalars = [("n".into(), Scalar::I32(7)), ("a".into(), Scalar::F32(0.60491025))];
    assert_eq!(case.scalars, scalars);
    assert_eq!(digest.short(16), "f7cdb72d4ff7ba60");
}
