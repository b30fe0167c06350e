//! Contracts for tests.

use super::*;

pub(crate) fn contract(params: Vec<Param>) -> Contract {
    Contract {
        export: "kernel".into(),
        abi: Abi::C,
        outputs: Vec::new(),
        threads: vec![Expr::Int(1)],
        cases: Vec::new(),
        tolerance: Tolerance::default(),
        image: None,
        returns: None,
        note: None,
        params,
        leading: 0,
        invocation: Vec::new(),
        globals: Vec::new(),
        entry_params: Vec::new(),
        workgroup: None,
    }
}

pub(crate) fn buffer(name: &str, elem: Elem, access: BufferAccess) -> Param {
    Param::Buffer(Buffer {
        name: name.into(),
        elem,
        access,
        length: Expr::name("n"),
        generator: Generator::Default(elem),
        layout: Layout::Plain,
        base: None,
    })
}

pub(crate) fn scalar(name: &str, ty: ScalarType) -> Param {
    Param::Scalar(ScalarParam { name: name.into(), ty, generator: None })
}
