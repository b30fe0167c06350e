//! Which local and private variables are indexed at run time, and so can't live in registers.

use std::collections::HashSet;

use naga::{Arena, Expression, Function, Handle, Module, Statement};

/// What is indexed at run time somewhere.
#[derive(Default)]
pub struct Dynamic {
    /// Private variables, by index.
    pub globals: HashSet<usize>,
    /// Local variables, by function (entry points after all functions) and index.
    pub locals: HashSet<(usize, usize)>,
    /// Pointer arguments, by function and position.
    arguments: HashSet<(usize, u32)>,
    seen: usize,
}

impl Dynamic {
    /// Looks through all functions, callees first as the arena holds them.
    pub fn of(module: &Module) -> Self {
        let mut this = Self::default();
        let entries = module.entry_points.iter().map(|e| &e.function);
        for (number, function) in module.functions.iter().map(|(_, f)| f).chain(entries).enumerate()
        {
            this.seen = number;
            this.function(number, function);
        }
        this
    }

    fn function(&mut self, number: usize, function: &Function) {
        for (_, expression) in function.expressions.iter() {
            if let Expression::Access { base, index } = *expression {
                let index = &function.expressions[index];
                if !matches!(index, Expression::Literal(_) | Expression::Constant(_)) {
                    self.mark(number, &function.expressions, base);
                }
            }
        }
        let mut blocks = vec![&function.body];
        while let Some(block) = blocks.pop() {
            for statement in block.iter() {
                match statement {
                    Statement::Block(inner) => blocks.push(inner),
                    Statement::If { accept, reject, .. } => blocks.extend([accept, reject]),
                    Statement::Switch { cases, .. } => blocks.extend(cases.iter().map(|c| &c.body)),
                    Statement::Loop { body, continuing, .. } => blocks.extend([body, continuing]),
                    Statement::Call { function: callee, arguments, .. } => {
                        for (i, &argument) in arguments.iter().enumerate() {
                            // A callee that comes later in the arena has not been looked at.
                            let unknown = callee.index() >= self.seen;
                            if unknown || self.arguments.contains(&(callee.index(), i as u32)) {
                                self.mark(number, &function.expressions, argument);
                            }
                        }
                    }
                    _ => {}
                }
            }
        }
    }

    fn mark(&mut self, number: usize, arena: &Arena<Expression>, mut at: Handle<Expression>) {
        loop {
            match arena[at] {
                Expression::Access { base, .. } | Expression::AccessIndex { base, .. } => at = base,
                Expression::LocalVariable(local) => {
                    self.locals.insert((number, local.index()));
                    return;
                }
                Expression::GlobalVariable(global) => {
                    self.globals.insert(global.index());
                    return;
                }
                Expression::FunctionArgument(argument) => {
                    self.arguments.insert((number, argument));
                    return;
                }
                _ => return,
            }
        }
    }
}
