// The students of one school on one day: how many of each group, then every group with those in it.
import { CircleAlert, CircleCheck, CircleDashed, CircleSlash, Clock, type LucideIcon } from 'lucide-react'
import { useState } from 'react'
import { dayWords } from '../../attendance/day-state.tsx'
import { clockTime } from '../../days.ts'
import { useChange } from '../../graph/use-change.ts'
import { t } from '../../language.ts'
import { remember, useRoute } from '../../route.ts'
import { Answered } from '../../ui/answered.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Field } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { type Day, presentMutation, withdrawMutation } from './attendance-query.ts'
import { type Actions, DayGroup } from './day-group.tsx'
import { ExcuseSheet } from './excuse-sheet.tsx'
import { grouped, type Moment, type Standing, standings } from './standing.ts'
import { useDay } from './use-day.ts'

const looks: Readonly<Record<Standing, readonly [LucideIcon, string]>> = {
  missing: [CircleAlert, 'negative'],
  claimed: [Clock, 'info'],
  expected: [CircleDashed, 'neutral'],
  present: [CircleCheck, 'positive'],
  excused: [CircleSlash, 'neutral'],
}

const Figures = ({ groups }: { readonly groups: Readonly<Record<Standing, readonly Day[]>> }) => (
  <nav className="figures" aria-label={t('attendance/groups')}>
    {standings
      .filter((standing) => standing === 'missing' || groups[standing].length > 0)
      .map((standing) => {
        const [Icon, kind] = looks[standing]
        const count = groups[standing].length
        const inside = (
          <>
            <b>{count}</b>
            <span>
              <Icon aria-hidden size={16} /> {t(`attendance/${standing}`)}
            </span>
          </>
        )
        const look = `figure ${count === 0 ? 'neutral' : kind}`
        return count === 0 ? (
          <div key={standing} className={look}>
            {inside}
          </div>
        ) : (
          <a key={standing} className={look} href={`#${standing}`}>
            {inside}
          </a>
        )
      })}
  </nav>
)

const CompanyChoice = ({ days, chosen }: { readonly days: readonly Day[]; readonly chosen: string | null }) => {
  const companies = [...new Map(days.map(({ company }) => [company.id, company.name]))]
  companies.sort(([, a], [, b]) => a.localeCompare(b, 'nl'))
  return (
    <Field label={t('attendance/company')}>
      {(given) => (
        <select
          {...given}
          className="input"
          value={chosen ?? ''}
          onChange={(event) => remember('bedrijf', event.target.value)}
        >
          <option value="">{t('attendance/all-companies')}</option>
          {companies.map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

const Latest = ({ day }: { readonly day: Day | undefined }) => (
  <p role="status" className="quiet">
    {day === undefined
      ? t('attendance/live')
      : t('attendance/latest', {
          name: day.student.displayName,
          state: t(dayWords[day.state]),
          time: day.checkedInAt === null ? '' : clockTime(day.checkedOutAt ?? day.checkedInAt),
        })}
  </p>
)

type DayOfSchoolProps = { readonly date: string; readonly schoolId: string; readonly moment: Moment }

export const DayOfSchool = ({ date, schoolId, moment }: DayOfSchoolProps) => {
  const company = useRoute().query.get('bedrijf')
  const live = date === moment.today
  const { answer, put, latest, current } = useDay(date, schoolId, live)
  const present = useChange(presentMutation)
  const withdrawn = useChange(withdrawMutation)
  const [excusing, setExcusing] = useState<Day>()
  const problem = present.problem ?? withdrawn.problem
  const actions: Actions = {
    busy: present.busy || withdrawn.busy,
    begun: date <= moment.today,
    onExcuse: setExcusing,
    onWithdraw: async ({ student, company: at }) => {
      const done = await withdrawn.change({ input: { studentId: student.id, companyId: at.id, date } })
      if (done !== undefined) put(done.withdrawExcuse)
    },
    onPresent: async ({ student, company: at }) => {
      const done = await present.change({ input: { companyId: at.id, date, present: [student.id] } })
      for (const day of done?.confirmAttendance ?? []) put(day)
    },
  }
  return (
    <Answered answer={answer} lines={8}>
      {({ attendance }) => {
        if (attendance.length === 0)
          return (
            <Empty title={t('attendance/nobody')}>
              <p>{t('attendance/nobody-how')}</p>
            </Empty>
          )
        const shown = attendance.map(current).filter((day) => company === null || day.company.id === company)
        const groups = grouped(shown, date, moment)
        return (
          <>
            <Figures groups={groups} />
            <div className="title-row">
              <CompanyChoice days={attendance} chosen={company} />
              {live && <Latest day={latest} />}
            </div>
            {problem !== undefined && (
              <Notice kind="negative">
                <p>{problem.text}</p>
              </Notice>
            )}
            {groups.missing.length === 0 && groups.expected.length < shown.length && (
              <Notice kind="positive">
                <p>{t('attendance/everyone')}</p>
              </Notice>
            )}
            {standings.map(
              (standing) =>
                groups[standing].length > 0 && (
                  <DayGroup key={standing} standing={standing} days={groups[standing]} {...actions} />
                ),
            )}
            {excusing !== undefined && (
              <ExcuseSheet
                day={excusing}
                date={date}
                onClose={() => setExcusing(undefined)}
                onExcused={(day) => {
                  setExcusing(undefined)
                  put(day)
                }}
              />
            )}
          </>
        )
      }}
    </Answered>
  )
}
