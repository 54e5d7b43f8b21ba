// What the graph tells by itself: attendance of today as it changes, and how far a plan is.
import { setTimeout as sleep } from 'node:timers/promises'
import type { GraphModule, Policy } from '@stagebureau/infra'
import { company, DomainError, localDay, school } from '@stagebureau/shared'
import type { Event } from './answer-anew.ts'
import type { GraphContext } from './context.ts'

const typeDefs = `
  enum PlanStage { QUEUED SOLVING CHECKING READY FAILED }
  "How far a plan is; share runs from 0 to 1 where it is known."
  type PlanProgress { state: PlanStage! share: Float }
  extend type Subscription {
    "Every change of today, of one school or company or of all that you may see."
    attendanceToday(schoolId: ID, companyId: ID): AttendanceDay!
    "May be asked before draftPlan is sent with the same planId; ends when the plan is there."
    planProgress(planId: ID!): PlanProgress!
  }
`

type Asked = { readonly schoolId?: string | null; readonly companyId?: string | null }

async function* attendanceToday(_: unknown, { schoolId, companyId }: Asked, listener: GraphContext) {
  for await (const ids of listener.live.days(listener.gone)) {
    const context = await listener.anew()
    const today = localDay(context.now())
    const days = await context.placements.client.attendanceByIds({ ids: [...ids] }, context.call)
    for (const day of days) {
      const asked = (schoolId ?? day.schoolId) === day.schoolId && (companyId ?? day.companyId) === day.companyId
      if (asked && day.date === today) yield { context, attendanceToday: day } satisfies Event
    }
  }
}

const lookMilliseconds = 200
/** Somebody may listen a little before the plan is asked for. */
const mostPatience = 10_000

async function* planProgress(_: unknown, { planId }: { planId: string }, listener: GraphContext) {
  let told = ''
  let waited = 0
  while (!listener.gone.aborted) {
    const context = await listener.anew()
    const [progress] = await context.matching.client.planProgress({ planId }, context.call)
    if (progress === undefined && waited >= mostPatience) throw new DomainError('missing', 'plan/unknown')
    const now = JSON.stringify(progress)
    if (progress !== undefined && now !== told) {
      told = now
      yield { context, planProgress: { ...progress, planId } } satisfies Event
      if (progress.state === 'ready' || progress.state === 'failed') return
    }
    await sleep(lookMilliseconds)
    waited += lookMilliseconds
  }
}

const resolvers = {
  PlanStage: { QUEUED: 'queued', SOLVING: 'solving', CHECKING: 'checking', READY: 'ready', FAILED: 'failed' },
  Subscription: { attendanceToday: { subscribe: attendanceToday }, planProgress: { subscribe: planProgress } },
}

const policy = {
  Subscription: [
    [[...school, ...company, 'student'], 'attendanceToday'],
    [school, 'planProgress'],
  ],
  PlanProgress: [[school, 'state share']],
} satisfies Policy

export const listeningGraph: GraphModule = { typeDefs, resolvers, policy }
