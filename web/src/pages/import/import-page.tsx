// Taking in a file: choose it, say which column holds what, try it without changing anything, and then take it in.
import { FileUp } from 'lucide-react'
import { useState } from 'react'
import { useClient } from 'urql'
import { problemOf } from '../../graph/problem.ts'
import { useChange } from '../../graph/use-change.ts'
import { useQuestion } from '../../graph/use-question.ts'
import { t } from '../../language.ts'
import { useRoute } from '../../route.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Link } from '../../ui/link.tsx'
import { Loading } from '../../ui/loading.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { useViewer } from '../../viewer.ts'
import {
  type ImportKind,
  importMutation,
  type Mapped,
  type Proposal,
  proposalQuery,
  type Report,
  schoolsQuery,
} from './import-query.ts'
import { Mapping } from './mapping.tsx'
import { Outcome } from './outcome.tsx'
import { upload } from './upload.ts'

type Chosen = { readonly name: string; readonly uploadId: string; readonly file: Proposal }

const kindsFor = (role: string): readonly ImportKind[] =>
  role === 'coordinator' ? ['STUDENTS', 'COMPANIES', 'ANSWERS', 'SCHOOLS', 'AREAS'] : ['STUDENTS']

export const ImportPage = () => {
  const viewer = useViewer()
  const kinds = kindsFor(viewer.role)
  const asked = useRoute().query.get('soort')
  const client = useClient()
  const [kind, setKind] = useState<ImportKind>(kinds.find((one) => one === asked) ?? 'STUDENTS')
  const [schoolId, setSchoolId] = useState(viewer.school?.id ?? '')
  const [chosen, setChosen] = useState<Chosen>()
  const [mapping, setMapping] = useState<readonly Mapped[]>([])
  const [report, setReport] = useState<Report>()
  const [reading, setReading] = useState(false)
  const [flaw, setFlaw] = useState<string>()
  const schools = useQuestion(schoolsQuery, {}, viewer.role !== 'coordinator')
  const { change, busy, problem, forget } = useChange(importMutation)
  const known = schools.state === 'here' ? (schools.data.season?.schools ?? []) : []
  const needsSchool = kind === 'STUDENTS' && viewer.role === 'coordinator'

  const of = kind === 'STUDENTS' && schoolId !== '' ? schoolId : null

  const begin = () => {
    setChosen(undefined)
    setReport(undefined)
    setFlaw(undefined)
    forget()
  }
  const choose = async (picked: File | undefined) => {
    begin()
    if (picked === undefined) return
    setReading(true)
    const sent = await upload(picked)
    if ('problem' in sent) setFlaw(sent.problem)
    else {
      const { data, error } = await client
        .query(proposalQuery, { input: { kind, schoolId: of, uploadId: sent.uploadId } })
        .toPromise()
      if (data !== undefined) {
        setChosen({ name: picked.name, uploadId: sent.uploadId, file: data.importProposal })
        setMapping(data.importProposal.mapping.map(({ column, field }) => ({ column, field })))
      } else if (error !== undefined) setFlaw(problemOf(error).text)
    }
    setReading(false)
  }
  const run = async (dryRun: boolean, onError: 'ALL_OR_NOTHING' | 'VALID_ROWS_ONLY') => {
    const input = {
      kind,
      schoolId: of,
      uploadId: chosen!.uploadId,
      dryRun,
      onError,
      mapping,
    }
    setReport((await change({ input }))?.importFile)
  }
  const missing =
    chosen?.file.fields.filter(({ field, required }) => required && !mapping.some((one) => one.field === field)) ?? []
  const ready = chosen !== undefined && missing.length === 0 && (!needsSchool || schoolId !== '')

  return (
    <Page title={t('import/title')} lead={<p>{t('import/lead')}</p>}>
      <section className="stack" aria-label={t('import/file')}>
        <Field label={t('import/kind')}>
          {(given) => (
            <select
              {...given}
              className="input"
              value={kind}
              onChange={(event) => {
                setKind(event.target.value as ImportKind)
                begin()
              }}
            >
              {kinds.map((one) => (
                <option key={one} value={one}>
                  {t(`import/kind-${one}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        {needsSchool && (
          <Field label={t('import/school')}>
            {(given) => (
              <select
                {...given}
                className="input"
                value={schoolId}
                onChange={(event) => setSchoolId(event.target.value)}
              >
                <option value="">{t('import/choose')}</option>
                {known.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        <Field label={t('import/file')} hint={t('import/file-hint')} flaw={flaw}>
          {(given) => (
            <input
              {...given}
              key={kind}
              className="input"
              type="file"
              accept=".csv,.txt,.xlsx"
              onChange={(event) => void choose(event.target.files?.[0])}
            />
          )}
        </Field>
      </section>
      {reading && <Loading lines={4} />}
      {chosen !== undefined && (
        <section className="stack" aria-labelledby="mapping">
          <h2 id="mapping">{t('import/mapping')}</h2>
          <p className="quiet">
            {t('import/has', { name: chosen.name, rows: chosen.file.rows, columns: chosen.file.columns.length })}
          </p>
          <Mapping
            file={chosen.file}
            mapping={mapping}
            onChange={(changed) => {
              setMapping(changed)
              setReport(undefined)
            }}
          />
          {missing.length > 0 && (
            <Notice kind="warning">
              <p>
                {t('import/still', { fields: missing.map(({ field, headers }) => headers[0] ?? field).join(', ') })}
              </p>
            </Notice>
          )}
          <div className="row">
            <Button
              disabled={!ready}
              busy={busy}
              look={report === undefined ? 'main' : 'second'}
              onPress={() => run(true, 'ALL_OR_NOTHING')}
            >
              <FileUp aria-hidden size={20} />
              {t('import/try')}
            </Button>
            {needsSchool && schoolId === '' && <span className="quiet">{t('import/school-first')}</span>}
          </div>
        </section>
      )}
      {problem !== undefined && (
        <Notice kind="negative">
          <p>{problem.text}</p>
        </Notice>
      )}
      {report !== undefined && (
        <section className="stack" aria-labelledby="outcome">
          <h2 id="outcome">{t(report.dryRun ? 'import/would' : 'import/did')}</h2>
          <Outcome report={report} />
          {!report.dryRun && viewer.role === 'coordinator' && (
            <p>
              <Link href="/seizoen">{t('import/to-season')}</Link>
            </p>
          )}
          {report.dryRun && (
            <div className="row">
              <Button busy={busy} disabled={report.rejected > 0} onPress={() => run(false, 'ALL_OR_NOTHING')}>
                {t('import/take-all')}
              </Button>
              {report.rejected > 0 && (
                <Button busy={busy} look="second" onPress={() => run(false, 'VALID_ROWS_ONLY')}>
                  {t('import/take-valid')}
                </Button>
              )}
            </div>
          )}
        </section>
      )}
    </Page>
  )
}
