// Plans of one programme are drafted and published over and over; one holds in the end, and everybody's placements are its assignments.
import { randomUUID } from 'node:crypto'
import type { Entry } from '../ledger.ts'
import type { Known, Send, Story } from '../story.ts'

const programmes = `{ season { programmes { id name } } }`
const draft = `mutation ($input: DraftPlanInput!) { draftPlan(input: $input) { id } }`
const publish = `mutation ($id: ID!) { publishPlan(planId: $id) { state } }`
const plans = `query ($id: ID!) { programme(id: $id) { plans { id state } } }`
const assigned = `query ($id: ID!, $after: String) {
  plan(id: $id) {
    assignments(first: 50, after: $after) {
      edges { node { student { id placements { state company { id } programme { id } } } stops { company { id } } } }
      pageInfo { hasNextPage endCursor }
    }
    unplaced(first: 50) { edges { node { id placements { state programme { id } } } } }
  }
}`

type Placed = {
  readonly state: string
  readonly company?: { readonly id: string }
  readonly programme: { readonly id: string }
}
type Row = {
  readonly student: { readonly id: string; readonly placements: readonly Placed[] }
  readonly stops: readonly { readonly company: { readonly id: string } }[]
}

const programmeNamed = async (send: Send, name: string): Promise<string> => {
  const { season } = await send(programmes)
  return season.programmes.find((programme: { name: string }) => programme.name === name).id
}

/** Students whose placements are not what the plan says, and those who have more than one. */
const compare = async (send: Send, programmeId: string, planId: string) => {
  const halfApplied: string[] = []
  const doubleEffects: string[] = []
  const held = (placements: readonly Placed[]) =>
    placements.filter(({ state, programme }) => state === 'OPENED' && programme.id === programmeId)
  for (let after: string | undefined; ; ) {
    const { plan } = await send(assigned, { id: planId, after })
    for (const { node } of plan.assignments.edges as { node: Row }[]) {
      const [wanted, there] = [node.stops.map(({ company }) => company.id), held(node.student.placements)]
      if (there.length > 1) doubleEffects.push(`student ${node.student.id} has ${there.length} placements`)
      else if (there[0]?.company?.id !== wanted[0])
        halfApplied.push(`student ${node.student.id} is not where plan ${planId} says`)
    }
    if (after === undefined)
      for (const { node } of plan.unplaced.edges)
        if (held(node.placements).length > 0) halfApplied.push(`student ${node.id} is placed and not in plan ${planId}`)
    if (!plan.assignments.pageInfo.hasNextPage) return { halfApplied, doubleEffects }
    after = plan.assignments.pageInfo.endCursor
  }
}

const checkOf =
  (name: string) =>
  async ({ send }: Known, entries: readonly Entry[]) => {
    const programmeId = await programmeNamed(send, name)
    const kept = (await send(plans, { id: programmeId })).programme.plans as { id: string; state: string }[]
    const states = new Map(kept.map(({ id, state }) => [id, state]))
    const lost = entries
      .filter(({ step, of }) => !states.has(of) || (step === 'published' && states.get(of) === 'DRAFT'))
      .map(({ step, of }) => `${step} ${of}: ${states.get(of)}`)
    const holding = kept.filter(({ state }) => state === 'PUBLISHED')
    if (holding.length !== 1) return { lost, halfApplied: [], doubleEffects: [`${holding.length} plans hold`] }
    return { lost, ...(await compare(send, programmeId, holding[0]!.id)) }
  }

export const planStory = (name: string): Story => {
  let n = 0
  return {
    name: 'plans',
    people: 1,
    restMilliseconds: 5000,
    errand: async (send, acknowledged) => {
      const programmeId = await programmeNamed(send, name)
      const planId = randomUUID()
      // What a minute costs changes, so that plans differ.
      const weights = [{ name: 'minute', value: 1 + (n++ % 7) * 5 }]
      await send(draft, { input: { programmeId, planId, weights } })
      acknowledged('drafted', planId)
      await send(publish, { id: planId })
      acknowledged('published', planId)
      return true
    },
    check: checkOf(name),
  }
}
