// What the gateway itself brings to the graph: who is asking, signing in and out, and the people of bureau and schools.
import type { GraphModule, Policy } from '@stagebureau/infra'
import { DomainError, everyone, office, say, signedIn } from '@stagebureau/shared'
import type { GraphContext } from './context.ts'

const typeDefs = `
  enum PersonRole { COORDINATOR STAFF }
  "Who is asking, and what they may do."
  type Viewer { role: String! name: String school: School company: Company student: Student may: [String!]! }
  "The same for every address, known or not."
  type SignInReply { message: String! }
  type Person { id: ID! email: String! name: String! role: PersonRole! school: School }
  input InvitePersonInput { email: String! name: String! role: PersonRole! schoolId: ID }

  extend type Query { viewer: Viewer! people: [Person!]! }
  extend type Mutation {
    "Mails a link when the address is known."
    signIn(email: String!): SignInReply!
    "The person gets one letter that says where to sign in."
    invitePerson(input: InvitePersonInput!): Person!
  }
`

const school = ({ schoolId }: { schoolId?: string }, _: unknown, { placements }: GraphContext) =>
  schoolId === undefined ? null : placements.school.load(schoolId)

const resolvers = {
  PersonRole: { COORDINATOR: 'coordinator', STAFF: 'staff' },
  Query: {
    viewer: (_: unknown, __: unknown, { call }: GraphContext) => call.viewer,
    people: (_: unknown, __: unknown, { door }: GraphContext) => door.people(),
  },
  Mutation: {
    signIn: async (_: unknown, { email }: { email: string }, { door, call, place }: GraphContext) => {
      await door.requestLink(email, place, call.language)
      return { message: say(call.language, 'sign-in/mailed') }
    },
    invitePerson: async (
      _: unknown,
      { input }: { input: Parameters<GraphContext['door']['invite']>[0] },
      { door, placements, call }: GraphContext,
    ) => {
      const schoolId = input.schoolId ?? undefined
      if (schoolId !== undefined && (await placements.school.load(schoolId)) === null)
        throw new DomainError('missing', 'school/unknown')
      const person = await door.invite({ ...input, schoolId })
      await door.welcome(person, call.language)
      return person
    },
  },
  Viewer: {
    name: async (
      { personId, role }: { personId?: string; role: string },
      _: unknown,
      { door, placements, companies }: GraphContext,
    ) => {
      if (personId === undefined) return null
      if (role === 'student') return (await placements.student.load(personId))?.displayName ?? null
      if (role === 'companyUser') return (await companies.company.load(personId))?.name ?? null
      return (await door.person(personId))?.name ?? null
    },
    school,
    company: ({ companyId }: { companyId?: string }, _: unknown, { companies }: GraphContext) =>
      companyId === undefined ? null : companies.company.load(companyId),
    student: ({ studentId }: { studentId?: string }, _: unknown, { placements }: GraphContext) =>
      studentId === undefined ? null : placements.student.load(studentId),
    may: (_: unknown, __: unknown, { call, mutationsFor }: GraphContext) => mutationsFor(call.viewer.role),
  },
  Person: { id: ({ _id }: { _id: string }) => _id, school },
}

const policy = {
  Query: [
    [everyone, 'viewer'],
    [office, 'people'],
  ],
  Mutation: [
    [everyone, 'signIn'],
    [office, 'invitePerson'],
  ],
  Viewer: [
    [everyone, 'role name may'],
    [signedIn, 'school company student'],
  ],
  SignInReply: [[everyone, 'message']],
  Person: [[office, 'id email name role school']],
  PageInfo: [[everyone, 'hasNextPage endCursor']],
} satisfies Policy

export const signingInGraph: GraphModule = { typeDefs, resolvers, policy }
