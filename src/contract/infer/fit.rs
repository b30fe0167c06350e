//! Observed reaches → a length: the simplest expression over the sizes that explains them all.

use crate::contract::Expr;

/// One observation: the sizes' values, and how many elements were reached.
pub(super) type Point = (Vec<i64>, i64);

/// Fewer observations than this explain nothing.
const FEW: usize = 4;

/// The expression that equals every observation, of which there are enough; where the kernel leaves borders alone, the plain
/// product that covers them. `None` where nothing fits.
pub(super) fn fit(names: &[String], points: &[Point]) -> Option<Expr> {
    let points: Vec<&Point> = points.iter().filter(|(_, reach)| *reach > 0).collect();
    let reach = points.first()?.1;
    if points.len() < FEW && !names.is_empty() {
        return None;
    }
    if points.iter().all(|(_, other)| *other == reach) {
        return Some(Expr::Int(reach));
    }
    let atoms = atoms(names);
    let plain = products(&plain_atoms(names));
    let exact = single(&plain, &points)
        .or_else(|| single(&products(&atoms), &points))
        .or_else(|| double(&plain, &points));
    match exact {
        Some(fit) if !fit.shrinks => Some(fit.expr),
        other => cover(&plain, &points).or(other.map(|fit| fit.expr)),
    }
}

struct Fit {
    expr: Expr,
    /// Smaller than a product: a border, or an end, that is left alone.
    shrinks: bool,
}

/// A factor or product: its text and its value at a point.
#[derive(Clone)]
struct Term {
    expr: Expr,
    /// Which sizes it holds, as bits.
    sizes: u64,
    degree: usize,
    cost: usize,
}

impl Term {
    fn at(&self, names: &[String], values: &[i64]) -> i64 {
        let lookup = |name: &str| {
            names.iter().position(|known| known == name).and_then(|at| values.get(at)).copied()
        };
        self.expr.eval_with(&lookup).unwrap_or(0)
    }
}

fn plain_atoms(names: &[String]) -> Vec<(Term, Vec<String>)> {
    let atom = |(at, name): (usize, &String)| {
        let term = Term { expr: Expr::name(name), sizes: 1 << at, degree: 1, cost: 1 };
        (term, names.to_vec())
    };
    names.iter().take(8).enumerate().map(atom).collect()
}

/// Sizes, and what kernels make of one: one more or less, halves, words of bits.
fn atoms(names: &[String]) -> Vec<(Term, Vec<String>)> {
    let mut all = plain_atoms(names);
    for (at, name) in names.iter().take(8).enumerate() {
        let name = || Box::new(Expr::name(name));
        let int = |value| Box::new(Expr::Int(value));
        let forms = [
            Expr::Add(name(), int(1)),
            Expr::Add(name(), int(2)),
            Expr::Sub(name(), int(1)),
            Expr::Div(name(), int(2)),
            Expr::CeilDiv(name(), int(2)),
            Expr::Div(name(), int(4)),
            Expr::CeilDiv(name(), int(4)),
            Expr::CeilDiv(name(), int(8)),
            Expr::CeilDiv(name(), int(32)),
        ];
        for (rank, expr) in forms.into_iter().enumerate() {
            let term = Term { expr, sizes: 1 << at, degree: 1, cost: 3 + rank };
            all.push((term, names.to_vec()));
        }
    }
    all
}

/// Products of up to three factors, cheapest first, with the names they are evaluated over.
fn products(atoms: &[(Term, Vec<String>)]) -> (Vec<Term>, Vec<String>) {
    let names = atoms.first().map_or_else(Vec::new, |(_, names)| names.clone());
    let atoms: Vec<&Term> = atoms.iter().map(|(term, _)| term).collect();
    let mut all: Vec<Term> = atoms.iter().map(|term| (*term).clone()).collect();
    let times = |a: &Term, b: &Term| Term {
        expr: Expr::Mul(Box::new(a.expr.clone()), Box::new(b.expr.clone())),
        sizes: a.sizes | b.sizes,
        degree: a.degree + b.degree,
        cost: a.cost + b.cost + 1,
    };
    for (i, a) in atoms.iter().enumerate() {
        for (j, b) in atoms.iter().enumerate().skip(i) {
            let pair = times(a, b);
            if atoms.len() <= 8 {
                all.extend(atoms.iter().skip(j).map(|c| times(&pair, c)));
            }
            all.push(pair);
        }
    }
    all.sort_by_key(|term| term.cost);
    (all, names)
}

/// `c·product + d`
fn single((terms, names): &(Vec<Term>, Vec<String>), points: &[&Point]) -> Option<Fit> {
    let mut best: Option<(usize, Fit)> = None;
    for term in terms {
        if best.as_ref().is_some_and(|(cost, _)| *cost <= term.cost) {
            break;
        }
        let value = |point: &Point| term.at(names, &point.0);
        let (first, rest) = (points[0], &points[1..]);
        let Some(other) = rest.iter().find(|point| value(point) != value(first)) else { continue };
        let (rise, run) = (other.1 - first.1, value(other) - value(first));
        if rise % run != 0 || rise / run <= 0 {
            continue;
        }
        let factor = rise / run;
        let offset = first.1 - factor * value(first);
        if offset.abs() > 64 || !points.iter().all(|p| factor * value(p) + offset == p.1) {
            continue;
        }
        let cost = term.cost + 2 * usize::from(factor != 1) + 4 * usize::from(offset != 0);
        if best.as_ref().is_none_or(|(least, _)| cost < *least) {
            let expr = sum(&[(factor, &term.expr)], offset);
            best = Some((cost, Fit { expr, shrinks: offset < 0 }));
        }
    }
    best.map(|(_, fit)| fit)
}

/// `c₁·product₁ + c₂·product₂ + d`
fn double((terms, names): &(Vec<Term>, Vec<String>), points: &[&Point]) -> Option<Fit> {
    let columns: Vec<Vec<i128>> = terms
        .iter()
        .map(|term| points.iter().map(|point| term.at(names, &point.0).into()).collect())
        .collect();
    let reach: Vec<i128> = points.iter().map(|point| point.1.into()).collect();
    for (i, x) in columns.iter().enumerate() {
        for (j, y) in columns.iter().enumerate().skip(i + 1) {
            let Some((a, b)) = slopes(x, y, &reach) else { continue };
            let offset = reach[0] - a * x[0] - b * y[0];
            let all = (0..reach.len()).all(|p| a * x[p] + b * y[p] + offset == reach[p]);
            if !all || a == 0 || b == 0 || offset.abs() > 64 || a.max(b) > 64 || a.min(b) < -64 {
                continue;
            }
            let (a, b, offset) = (a as i64, b as i64, offset as i64);
            let mut parts = [(a, &terms[i].expr), (b, &terms[j].expr)];
            parts.sort_by_key(|(factor, expr)| (-factor.signum(), usize::MAX - expr.names().len()));
            return Some(Fit { expr: sum(&parts, offset), shrinks: a < 0 || b < 0 });
        }
    }
    None
}

/// a and b with `reach = a·x + b·y + d` at the first three points that settle them.
fn slopes(x: &[i128], y: &[i128], reach: &[i128]) -> Option<(i128, i128)> {
    for second in 1..x.len() {
        for third in second + 1..x.len() {
            let (x1, x2) = (x[second] - x[0], x[third] - x[0]);
            let (y1, y2) = (y[second] - y[0], y[third] - y[0]);
            let (r1, r2) = (reach[second] - reach[0], reach[third] - reach[0]);
            let determinant = x1 * y2 - x2 * y1;
            if determinant == 0 {
                continue;
            }
            let (a, b) = (r1 * y2 - r2 * y1, x1 * r2 - x2 * r1);
            let whole = a % determinant == 0 && b % determinant == 0;
            return whole.then_some((a / determinant, b / determinant));
        }
    }
    None
}

/// The smallest plain product that covers every observation and exceeds none by more than a few
/// rows and columns.
fn cover((terms, names): &(Vec<Term>, Vec<String>), points: &[&Point]) -> Option<Expr> {
    let mut best: Option<(i64, Expr)> = None;
    for term in terms.iter().filter(|term| term.sizes.count_ones() as usize == term.degree) {
        for factor in [1, 2, 3, 4] {
            let mut slack = 0;
            let fits = points.iter().all(|(values, reach)| {
                let over = factor * term.at(names, values) - reach;
                let edge: i64 = (0..values.len())
                    .filter(|at| term.sizes & (1 << at) != 0)
                    .map(|at| values[at])
                    .sum();
                slack += over;
                let allowed = if term.degree == 1 { 4 * factor } else { factor * (3 * edge + 3) };
                (0..=allowed).contains(&over)
            });
            if fits && best.as_ref().is_none_or(|(least, _)| slack < *least) {
                best = Some((slack, sum(&[(factor, &term.expr)], 0)));
            }
        }
    }
    best.map(|(_, expr)| expr)
}

fn sum(parts: &[(i64, &Expr)], offset: i64) -> Expr {
    let mut total: Option<Expr> = None;
    let mut add = |negative: bool, term: Expr| {
        total = Some(match total.take() {
            None if negative => Expr::Sub(Box::new(Expr::Int(0)), Box::new(term)),
            None => term,
            Some(left) if negative => Expr::Sub(Box::new(left), Box::new(term)),
            Some(left) => Expr::Add(Box::new(left), Box::new(term)),
        });
    };
    for (factor, expr) in parts {
        let term = match factor.abs() {
            1 => (*expr).clone(),
            by => Expr::Mul(Box::new((*expr).clone()), Box::new(Expr::Int(by))),
        };
        add(*factor < 0, term);
    }
    if offset != 0 {
        add(offset < 0, Expr::Int(offset.abs()));
    }
    total.unwrap_or(Expr::Int(0))
}

#[cfg(test)]
mod tests {
    use super::super::measure::SETTINGS;
    use super::*;

    fn fitted(names: &[&str], reach: impl Fn(&[i64]) -> i64) -> Option<String> {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let points: Vec<Point> = SETTINGS
            .iter()
            .map(|row| {
                let values = row[..names.len()].to_vec();
                let reach = reach(&values);
                (values, reach)
            })
            .collect();
        fit(&names, &points).map(|expr| expr.to_string())
    }

    #[test]
    fn table() {
        let one = ["n"];
        let two = ["w", "h"];
        let three = ["m", "n", "k"];
        assert_eq!(fitted(&one, |v| v[0]).as_deref(), Some("n"));
        assert_eq!(fitted(&one, |v| 4 * v[0]).as_deref(), Some("n*4"));
        assert_eq!(fitted(&one, |v| v[0] + 1).as_deref(), Some("n + 1"));
        assert_eq!(fitted(&one, |v| v[0] - 1).as_deref(), Some("n"));
        assert_eq!(fitted(&one, |v| (v[0] + 7) / 8).as_deref(), Some("ceil_div(n, 8)"));
        assert_eq!(fitted(&one, |v| v[0] * v[0]).as_deref(), Some("n*n"));
        assert_eq!(fitted(&one, |_| 256).as_deref(), Some("256"));
        assert_eq!(fitted(&two, |v| v[0] * v[1]).as_deref(), Some("w*h"));
        assert_eq!(fitted(&two, |v| v[0] * v[1] * 3).as_deref(), Some("w*h*3"));
        assert_eq!(fitted(&two, |v| v[1]).as_deref(), Some("h"));
        assert_eq!(fitted(&two, |v| (v[1] - 1) * v[0] - 1).as_deref(), Some("w*h"));
        assert_eq!(fitted(&two, |v| v[0] + v[1] - 1).as_deref(), Some("w + h - 1"));
        assert_eq!(fitted(&two, |v| (v[0] / 2) * (v[1] / 2)).as_deref(), Some("w/2*(h/2)"));
        assert_eq!(fitted(&two, |v| (v[0] + 2) * (v[1] + 2)).as_deref(), Some("(w + 2)*(h + 2)"));
        assert_eq!(fitted(&three, |v| v[0] * v[2]).as_deref(), Some("m*k"));
        assert_eq!(fitted(&three, |v| v[0] * v[1] * v[2]).as_deref(), Some("m*n*k"));
        assert_eq!(fitted(&three, |v| v[0] * v[1] + v[2]).as_deref(), Some("m*n + k"));
        assert_eq!(fitted(&two, |v| v[0] ^ (v[1] * 77)), None);
    }

    #[test]
    fn few_points_say_nothing() {
        let names = ["n".to_owned()];
        let points: Vec<Point> = (1..=4).map(|n| (vec![n], 6)).collect();
        assert_eq!(fit(&names, &points[..3]), None);
        assert_eq!(fit(&names, &points), Some(Expr::Int(6)));
        assert_eq!(fit(&[], &[(Vec::new(), 6)]), Some(Expr::Int(6)));
    }
}
