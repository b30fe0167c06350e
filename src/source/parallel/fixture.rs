//! Lifted kernels built by hand, for tests here and in the drafter.

use crate::source::lifted::{
    Access, Binary, Carried, Label, Lifted, LiftedParam, Place, Root, RootId, RootKind, Stmt, Ty,
    Value, ValueId, ValueKind,
};

/// Builds one kernel; statements go to the innermost open body.
pub(crate) struct Build {
    pub(crate) lifted: Lifted,
    open: Vec<Vec<Stmt>>,
    labels: u32,
}

impl Build {
    pub(crate) fn new() -> Self {
        let lifted = Lifted {
            export: "kernel".into(),
            params: Vec::new(),
            results: Vec::new(),
            roots: Vec::new(),
            values: Vec::new(),
            body: Vec::new(),
        };
        Self { lifted, open: vec![Vec::new()], labels: 0 }
    }

    pub(crate) fn finish(mut self) -> Lifted {
        self.lifted.body = self.open.remove(0);
        self.lifted
    }

    pub(crate) fn value(&mut self, ty: Ty, kind: ValueKind) -> ValueId {
        self.lifted.values.push(Value { ty, kind, line: 1 });
        ValueId(self.lifted.values.len() as u32 - 1)
    }

    /// A scalar parameter.
    pub(crate) fn scalar(&mut self, name: &str, ty: Ty) -> ValueId {
        let at = self.lifted.params.len() as u32;
        self.lifted.params.push(LiftedParam { ty, name: Some(name.into()) });
        self.value(ty, ValueKind::Param(at))
    }

    /// A pointer parameter.
    pub(crate) fn pointer(&mut self, name: &str) -> RootId {
        let at = self.lifted.params.len() as u32;
        self.lifted.params.push(LiftedParam { ty: Ty::I32, name: Some(name.into()) });
        self.root(RootKind::Param(at))
    }

    pub(crate) fn root(&mut self, kind: RootKind) -> RootId {
        self.lifted.roots.push(Root { kind, accesses: Vec::new() });
        RootId(self.lifted.roots.len() as u32 - 1)
    }

    pub(crate) fn int(&mut self, value: i32) -> ValueId {
        self.value(Ty::I32, ValueKind::Const((value as u32).into()))
    }

    pub(crate) fn float(&mut self, value: f32) -> ValueId {
        self.value(Ty::F32, ValueKind::Const(value.to_bits().into()))
    }

    pub(crate) fn binary(&mut self, op: Binary, a: ValueId, b: ValueId) -> ValueId {
        let ty = match op {
            Binary::Lt | Binary::Gt | Binary::Le | Binary::Ge => Ty::I32,
            _ => self.lifted.value(a).ty,
        };
        self.value(ty, ValueKind::Binary(op, a, b))
    }

    pub(crate) fn add(&mut self, a: ValueId, b: ValueId) -> ValueId {
        self.binary(Binary::Add, a, b)
    }

    pub(crate) fn mul(&mut self, a: ValueId, b: ValueId) -> ValueId {
        self.binary(Binary::Mul, a, b)
    }

    fn place(
        &mut self,
        root: RootId,
        terms: &[(ValueId, i32)],
        offset: i32,
        access: Access,
    ) -> Place {
        let accesses = &mut self.lifted.roots[root.0 as usize].accesses;
        if !accesses.contains(&access) {
            accesses.push(access);
        }
        Place { root, terms: terms.to_vec(), offset, access }
    }

    pub(crate) fn push(&mut self, stmt: Stmt) {
        self.open.last_mut().expect("a body is open").push(stmt);
    }

    /// Loads `width` bytes, zero-extended.
    pub(crate) fn load(
        &mut self,
        ty: Ty,
        width: u8,
        root: RootId,
        terms: &[(ValueId, i32)],
        offset: i32,
    ) -> ValueId {
        let access = Access { width, ty, signed: false, store: false };
        let place = self.place(root, terms, offset, access);
        let value = self.value(ty, ValueKind::Load);
        self.push(Stmt::Load { value, place, line: 1 });
        value
    }

    pub(crate) fn store(
        &mut self,
        width: u8,
        root: RootId,
        terms: &[(ValueId, i32)],
        offset: i32,
        value: ValueId,
    ) {
        let ty = self.lifted.value(value).ty;
        let access = Access { width, ty, signed: false, store: true };
        let place = self.place(root, terms, offset, access);
        self.push(Stmt::Store { place, value, line: 1 });
    }

    pub(crate) fn phi(&mut self, ty: Ty) -> ValueId {
        self.value(ty, ValueKind::Phi)
    }

    pub(crate) fn label(&mut self) -> Label {
        self.labels += 1;
        Label(self.labels)
    }

    /// Statements that `body` pushes, as a list.
    pub(crate) fn list(&mut self, body: impl FnOnce(&mut Self)) -> Vec<Stmt> {
        self.open.push(Vec::new());
        body(self);
        self.open.pop().unwrap_or_default()
    }

    /// `for (i = from; i < to; i++)`, without carried values.
    pub(crate) fn count(
        &mut self,
        from: ValueId,
        to: ValueId,
        body: impl FnOnce(&mut Self, ValueId),
    ) -> Label {
        self.carry(from, to, 1, Vec::new(), |b, i, _| {
            body(b, i);
            Vec::new()
        })
    }

    /// The same with carried values; `body` returns their next values.
    pub(crate) fn carry(
        &mut self,
        from: ValueId,
        to: ValueId,
        step: i32,
        inits: Vec<ValueId>,
        body: impl FnOnce(&mut Self, ValueId, &[ValueId]) -> Vec<ValueId>,
    ) -> Label {
        let label = self.label();
        let var = self.phi(Ty::I32);
        let carried: Vec<Carried> = inits
            .into_iter()
            .map(|init| {
                let ty = self.lifted.value(init).ty;
                Carried { phi: self.phi(ty), init }
            })
            .collect();
        let phis: Vec<ValueId> = carried.iter().map(|c| c.phi).collect();
        let mut next = Vec::new();
        let body = self.list(|b| next = body(b, var, &phis));
        self.push(Stmt::For { label, var, from, to, step, signed: true, carried, next, body });
        label
    }
}
