// Turns "spread the unplaced fairly over the schools" into whole-number costs with exactly the same minimisers.

/**
 * For each school g the ranks of its marginal weights (2k - 1) / students[g], k = 1 .. students[g], among all distinct
 * weights of all schools: `ranks[g][k - 1]` counts from 1, equal fractions have equal ranks.
 *
 * Why ranks will do: u_g unplaced students of school g weigh u_g^2 / n_g, the sum of the first u_g marginal weights. The
 * sets of students that can be placed together are the independent sets of a matroid, because students are linked to
 * places by paths that share nothing (Perfect, 1968), and the best sets under a weight per student are bases of a matroid
 * too. So the vectors u of unplaced students per school are the whole points of a base polyhedron. There a separable convex
 * function is least at u exactly when no exchange u - e_g + e_h lowers it (the M-optimality criterion: Murota, "Discrete
 * Convex Analysis", 2003). An exchange changes it by marginal_h(u_h + 1) - marginal_g(u_g): only the order of the marginal
 * weights counts, and ranks keep that order.
 *
 * Fractions are compared by cross-multiplication, exact below 2^26 students. O(n log n) for n students.
 */
export const rankMarginals = (students: Int32Array): Int32Array[] => {
  const total = students.reduce((sum, n) => sum + n, 0)
  const school = new Int32Array(total)
  const odd = new Int32Array(total)
  let filled = 0
  students.forEach((n, g) => {
    for (let k = 1; k <= n; k++) {
      school[filled] = g
      odd[filled++] = 2 * k - 1
    }
  })
  const difference = (a: number, b: number) => odd[a] * students[school[b]] - odd[b] * students[school[a]]
  const order = Int32Array.from({ length: total }, (_, k) => k).sort(difference)
  const ranks = Array.from(students, (n) => new Int32Array(n))
  let rank = 0
  order.forEach((entry, k) => {
    if (k === 0 || difference(order[k - 1], entry) !== 0) rank++
    ranks[school[entry]][(odd[entry] - 1) / 2] = rank
  })
  return ranks
}
