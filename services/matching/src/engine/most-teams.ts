// Gives as many teams as possible a case, from the first ranks on, and shows what stops the others.
import type { Atelier } from './teams-and-cases.ts'

/**
 * The fewest teams stay without a case, and of all such plans this one reaches the least far down the lists: `reach` ranks
 * are enough, one fewer is not. `stuck` marks the nodes (teams, cases, companies) that a team without a case can still get
 * to by having others move: no way leads from them to a free place, so with all lists in full they show that no plan serves
 * more teams.
 */
export type MostTeams = { readonly assignment: Int32Array; readonly reach: number; readonly stuck: Uint8Array }

/**
 * Source: augmenting paths (Ford and Fulkerson, 1956) found breadth first. A node from which no free place can be reached
 * stays so when others move, because no augmenting path touches it; so each stage looks at every node at most once in vain.
 * O(entries) per team and stage at worst, near O(entries) per stage in practice.
 */
export const mostTeams = (task: Atelier): MostTeams => {
  const whole = createSearch(task)
  whole.extend(Number.POSITIVE_INFINITY)
  const most = whole.assigned()
  const search = createSearch(task)
  let reach = 0
  while (search.assigned() < most) search.extend(++reach)
  return { assignment: search.assignment, reach, stuck: whole.stuck }
}

const createSearch = ({ offsets, cases, capacity, company, companyCapacity }: Atelier) => {
  const teams = offsets.length - 1
  const firstCompany = teams + capacity.length
  const nodes = firstCompany + companyCapacity.length
  const assignment = new Int32Array(teams).fill(-1)
  const companyLoad = new Int32Array(companyCapacity.length)
  const stuck = new Uint8Array(nodes)
  const seen = new Uint8Array(nodes)
  const came = new Int32Array(nodes)
  const queue = new Int32Array(nodes)
  const teamsAt: number[][] = Array.from(capacity, () => [])
  const casesOf: number[][] = Array.from(companyCapacity, () => [])
  company.forEach((c, p) => {
    casesOf[c].push(p)
  })
  let assigned = 0
  let length = 0

  const meet = (node: number, from: number) => {
    if (seen[node] === 1 || stuck[node] === 1) return
    seen[node] = 1
    came[node] = from
    queue[length++] = node
  }

  /** Moves everyone along the way to a company with room, walking back from there: each team takes the case it met next. */
  const augment = (end: number) => {
    companyLoad[end - firstCompany]++
    let target = -1
    for (let node = end; node !== -1; node = came[node]) {
      if (node >= firstCompany) continue
      if (node >= teams) {
        target = node - teams
        continue
      }
      const old = assignment[node]
      if (old !== -1) teamsAt[old].splice(teamsAt[old].indexOf(node), 1)
      assignment[node] = target
      teamsAt[target].push(node)
    }
    assigned++
  }

  const seek = (team: number, reach: number): boolean => {
    length = 0
    meet(team, -1)
    for (let at = 0; at < length; at++) {
      const node = queue[at]
      if (node < teams) {
        const end = Math.min(offsets[node + 1], offsets[node] + reach)
        for (let a = offsets[node]; a < end; a++) meet(teams + cases[a], node)
        continue
      }
      if (node < firstCompany) {
        const p = node - teams
        if (teamsAt[p].length < capacity[p]) meet(firstCompany + company[p], node)
        for (const other of teamsAt[p]) meet(other, node)
        continue
      }
      const c = node - firstCompany
      if (companyLoad[c] < companyCapacity[c]) {
        augment(node)
        return true
      }
      for (const p of casesOf[c]) if (teamsAt[p].length > 0) meet(teams + p, node)
    }
    return false
  }

  return {
    assignment,
    stuck,
    assigned: () => assigned,
    /** Gives every team a case that can get one within the first `reach` ranks, whoever has to move. */
    extend: (reach: number) => {
      stuck.fill(0)
      for (let team = 0; team < teams; team++) {
        if (assignment[team] !== -1 || stuck[team] === 1) continue
        const found = seek(team, reach)
        for (let k = 0; k < length; k++) {
          seen[queue[k]] = 0
          if (!found) stuck[queue[k]] = 1
        }
      }
    },
  }
}
