// The mutation that takes in a file: finds out whose it is and hands its rows to that service.
import { type GraphModule, type Policy, present, readCsv } from '@stagebureau/infra'
import { DomainError, type ImportInput, type ImportReport, reasonOf, school } from '@stagebureau/shared'
import type { GraphContext } from './context.ts'

const typeDefs = `
  enum ImportKind { STUDENTS COMPANIES SCHOOLS ANSWERS AREAS }
  enum ImportOnError { ALL_OR_NOTHING VALID_ROWS_ONLY }
  input ColumnMapping { column: String! field: String! }
  input ImportInput {
    kind: ImportKind! schoolId: ID text: String uploadId: ID dryRun: Boolean = false onError: ImportOnError = ALL_OR_NOTHING
    mapping: [ColumnMapping!]
  }
  type ImportRow { row: Int! column: String value: String outcome: String! reason: String! }
  type ImportReport {
    id: ID! dryRun: Boolean! applied: Boolean! added: Int! changed: Int! unchanged: Int! merged: Int! offered: Int! rejected: Int!
    rows: [ImportRow!]! missing: [String!]!
  }
  extend type Mutation {
    "Takes in a file of students, companies, schools, answers or postcode areas; a repeat changes nothing."
    importFile(input: ImportInput!): ImportReport!
  }
`
type Asked = {
  readonly kind: 'students' | 'companies' | 'schools' | 'answers' | 'areas'
  readonly schoolId?: string | null
  readonly text?: string | null
  readonly uploadId?: string | null
  readonly dryRun: boolean
  readonly onError: ImportInput['onError']
  readonly mapping?: ImportInput['mapping'] | null
}

const bytesOf = ({ text, uploadId }: Asked, { uploads }: GraphContext): Uint8Array => {
  if (text != null) return new TextEncoder().encode(text)
  if (uploadId == null) throw new DomainError('invalid', 'import/nothing-given')
  const bytes = uploads.get(uploadId)
  if (bytes === undefined) throw new DomainError('missing', 'import/upload-unknown')
  return bytes
}

const importFile = async (asked: Asked, context: GraphContext): Promise<ImportReport> => {
  const { call, companies, placements } = context
  const table = readCsv(bytesOf(asked, context))
  const input = { table, dryRun: asked.dryRun, onError: asked.onError, ...present({ mapping: asked.mapping }) }
  const seasonId = async () => {
    const id = await context.currentSeasonId()
    if (id === undefined) throw new DomainError('missing', 'season/unknown')
    return id
  }
  switch (asked.kind) {
    case 'areas':
      return placements.client.importAreas(input, call)
    case 'schools':
      return placements.client.importSchools(input, call)
    case 'students': {
      if (asked.schoolId == null) throw new DomainError('invalid', 'import/which-school')
      return placements.client.importStudents({ ...input, seasonId: await seasonId(), schoolId: asked.schoolId }, call)
    }
    case 'companies':
      return companies.client.importCompanies(input, call)
    case 'answers':
      return companies.client.importAnswers({ ...input, seasonId: await seasonId() }, call)
  }
}

const resolvers = {
  ImportKind: { STUDENTS: 'students', COMPANIES: 'companies', SCHOOLS: 'schools', ANSWERS: 'answers', AREAS: 'areas' },
  ImportOnError: { ALL_OR_NOTHING: 'allOrNothing', VALID_ROWS_ONLY: 'validRowsOnly' },
  Mutation: {
    importFile: async (_: unknown, { input }: { input: Asked }, context: GraphContext) => {
      const report = await importFile(input, context)
      const rows = report.rows.map((line) => ({ ...line, reason: reasonOf(context.call.language, line) }))
      return { ...report, rows }
    },
  },
}

const policy = {
  Mutation: [[school, 'importFile']],
  ImportReport: [[school, 'id dryRun applied added changed unchanged merged offered rejected rows missing']],
  ImportRow: [[school, 'row column value outcome reason']],
} satisfies Policy

export const importingGraph: GraphModule = { typeDefs, resolvers, policy }
