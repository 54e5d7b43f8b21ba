// The mutation that takes in a file: finds out whose it is and hands its rows to that service.
import { type GraphModule, type Policy, readTable } from '@stagebureau/infra'
import {
  type ColumnMapping,
  DomainError,
  type FieldSpec,
  type ImportInput,
  type ImportReport,
  proposeMapping,
  reasonOf,
  school,
  type Table,
} from '@stagebureau/shared'
import type { GraphContext } from './context.ts'
import { completed } from './mappings.ts'

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
    "The columns that were read, as proposed, remembered or said."
    mapping: [MappedColumn!]!
  }
  type MappedColumn { column: String! field: String! }
  "A field that can be read from a kind of file, with the headers under which it is known."
  type ImportField { field: String! required: Boolean! headers: [String!]! }
  "What is in a file, and which column would be read as what."
  type ImportProposal { columns: [String!]! rows: Int! sample: [[String!]!]! fields: [ImportField!]! mapping: [MappedColumn!]! }
  extend type Query {
    "Looks into a file without taking anything in; dryRun, onError and mapping are left aside."
    importProposal(input: ImportInput!): ImportProposal!
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

const bytesOf = async ({ text, uploadId }: Asked, { uploads }: GraphContext): Promise<Uint8Array> => {
  if (text != null) return new TextEncoder().encode(text)
  if (uploadId == null) throw new DomainError('invalid', 'import/nothing-given')
  const bytes = await uploads.get(uploadId)
  if (bytes === undefined) throw new DomainError('missing', 'import/upload-unknown')
  return bytes
}

const fieldsOf = ({ kind }: Asked, { placements, companies, call }: GraphContext): Promise<FieldSpec[]> =>
  kind === 'companies' || kind === 'answers'
    ? companies.client.importFields({ kind }, call)
    : placements.client.importFields({ kind }, call)

/** Staff import for their own school, whether they name it or not. */
const schoolOf = ({ kind, schoolId }: Asked, { call }: GraphContext): string | undefined =>
  kind === 'students' ? (schoolId ?? call.viewer.schoolId) : undefined

/** What a person said goes before what was remembered, and that before what the headers suggest. */
const mappingFor = async (asked: Asked, table: Table, fields: readonly FieldSpec[], context: GraphContext) => {
  if (asked.mapping != null) return asked.mapping
  const remembered = await context.mappings.of(asked.kind, schoolOf(asked, context))
  return completed(table.columns, remembered, proposeMapping(table.columns, fields))
}

const sampleRows = 5
const importProposal = async (asked: Asked, context: GraphContext) => {
  const table = await readTable(await bytesOf(asked, context))
  const fields = await fieldsOf(asked, context)
  const sample = table.rows.slice(0, sampleRows).map(({ cells }) => table.columns.map((_, i) => cells[i] ?? ''))
  const mapping = await mappingFor({ ...asked, mapping: null }, table, fields, context)
  return { columns: table.columns, rows: table.rows.length, sample, fields, mapping }
}

type Taken = ImportReport & { readonly mapping: readonly ColumnMapping[] }

const importFile = async (asked: Asked, context: GraphContext): Promise<Taken> => {
  const table = await readTable(await bytesOf(asked, context))
  const mapping = await mappingFor(asked, table, await fieldsOf(asked, context), context)
  const report = await takeIn(asked, table, mapping, context)
  if (report.applied && asked.mapping != null)
    await context.mappings.remember(asked.kind, schoolOf(asked, context), mapping)
  return { ...report, mapping }
}

const takeIn = async (
  asked: Asked,
  table: Table,
  mapping: ImportInput['mapping'],
  context: GraphContext,
): Promise<ImportReport> => {
  const { call, companies, placements } = context
  const input = { table, dryRun: asked.dryRun, onError: asked.onError, mapping }
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
      const schoolId = schoolOf(asked, context)
      if (schoolId === undefined) throw new DomainError('invalid', 'import/which-school')
      return placements.client.importStudents({ ...input, seasonId: await seasonId(), schoolId }, call)
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
  Query: {
    importProposal: (_: unknown, { input }: { input: Asked }, context: GraphContext) => importProposal(input, context),
  },
  Mutation: {
    importFile: async (_: unknown, { input }: { input: Asked }, context: GraphContext) => {
      const report = await importFile(input, context)
      const rows = report.rows.map((line) => ({ ...line, reason: reasonOf(context.call.language, line) }))
      return { ...report, rows }
    },
  },
}

const policy = {
  Query: [[school, 'importProposal']],
  Mutation: [[school, 'importFile']],
  ImportReport: [[school, 'id dryRun applied added changed unchanged merged offered rejected rows missing mapping']],
  MappedColumn: [[school, 'column field']],
  ImportField: [[school, 'field required headers']],
  ImportProposal: [[school, 'columns rows sample fields mapping']],
  ImportRow: [[school, 'row column value outcome reason']],
} satisfies Policy

export const importingGraph: GraphModule = { typeDefs, resolvers, policy }
