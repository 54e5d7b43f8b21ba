// A plan that nobody has a reason to leave, where companies rank teams too: the best for teams of all such plans.
import type { Atelier } from './teams-and-cases.ts'

/**
 * The case of each team or -1. No team and case would both rather have each other (a company counts as rather having a team
 * that it ranks above one it holds, or for which it has room); of all such plans every team gets the best case that it has in
 * any. A team that its company does not list is never assigned there.
 *
 * Source: SPA-student, Abraham, Irving and Manlove, "Two algorithms for the student-project allocation problem" (2007).
 * O(entries) proposals, each with a look at the teams of one case and one company.
 */
export const stableTeams = (task: Atelier): Int32Array => {
  const { offsets, cases, capacity, company, companyCapacity } = task
  const teams = offsets.length - 1
  const place = placeAtCompany(task)
  const teamOf = new Int32Array(cases.length)
  const next = offsets.slice(0, teams)
  const assignment = new Int32Array(teams).fill(-1)
  const atCase: number[][] = Array.from(capacity, () => [])
  const atCompany: number[][] = Array.from(companyCapacity, () => [])
  /** A full case or company takes nobody below the worst that it ever had to hold once it was full. */
  const caseLimit = Float64Array.from(capacity, (room) => (room === 0 ? -1 : Number.POSITIVE_INFINITY))
  const companyLimit = Float64Array.from(companyCapacity, (room) => (room === 0 ? -1 : Number.POSITIVE_INFINITY))
  const waiting: number[] = []
  for (let i = teams - 1; i >= 0; i--) {
    waiting.push(i)
    teamOf.fill(i, offsets[i], offsets[i + 1])
  }

  const worst = (entries: readonly number[]) => entries.reduce((a, b) => (place[b] > place[a] ? b : a))
  const remove = (entries: number[], entry: number) => entries.splice(entries.indexOf(entry), 1)
  const send = (entry: number) => {
    const p = cases[entry]
    remove(atCase[p], entry)
    remove(atCompany[company[p]], entry)
    assignment[teamOf[entry]] = -1
    waiting.push(teamOf[entry])
  }

  for (let i = waiting.pop(); i !== undefined; i = waiting.pop()) {
    while (next[i] < offsets[i + 1]) {
      const entry = next[i]++
      const p = cases[entry]
      const c = company[p]
      if (place[entry] === -1 || place[entry] > caseLimit[p] || place[entry] > companyLimit[c]) continue
      atCase[p].push(entry)
      atCompany[c].push(entry)
      assignment[i] = p
      if (atCase[p].length > capacity[p]) send(worst(atCase[p]))
      else if (atCompany[c].length > companyCapacity[c]) send(worst(atCompany[c]))
      if (atCase[p].length === capacity[p]) caseLimit[p] = Math.min(caseLimit[p], place[worst(atCase[p])])
      if (atCompany[c].length === companyCapacity[c])
        companyLimit[c] = Math.min(companyLimit[c], place[worst(atCompany[c])])
      break
    }
  }
  return assignment
}

/** Per entry of a team's list the team's place on the list of the company whose case it is, -1 when it is not on it. */
const placeAtCompany = ({ offsets, cases, company, companyCapacity, companyLists }: Atelier): Int32Array => {
  const teams = offsets.length - 1
  const entries: number[][] = Array.from(companyCapacity, () => [])
  const teamOf = new Int32Array(cases.length)
  for (let i = 0; i < teams; i++) teamOf.fill(i, offsets[i], offsets[i + 1])
  cases.forEach((p, entry) => {
    entries[company[p]].push(entry)
  })
  const place = new Int32Array(cases.length)
  const placeOf = new Int32Array(teams)
  entries.forEach((some, c) => {
    const list = companyLists?.[c]
    if (list === undefined) for (let i = 0; i < teams; i++) placeOf[i] = i
    else {
      placeOf.fill(-1)
      for (let k = 0; k < list.length; k++) placeOf[list[k]] = k
    }
    for (const entry of some) place[entry] = placeOf[teamOf[entry]]
  })
  return place
}
