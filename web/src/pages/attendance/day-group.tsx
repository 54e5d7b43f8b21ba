// One group of the day's students as a table: who, where, how it stands, and what the school can do about it.
import { DayState } from '../../attendance/day-state.tsx'
import { t } from '../../language.ts'
import { Button } from '../../ui/button.tsx'
import { Scroll } from '../../ui/scroll.tsx'
import type { Day } from './attendance-query.ts'
import type { Standing } from './standing.ts'

export type Actions = {
  readonly busy: boolean
  /** False for a day that is still to come. */
  readonly begun: boolean
  readonly onExcuse: (day: Day) => void
  readonly onWithdraw: (day: Day) => void
  readonly onPresent: (day: Day) => void
}
type DayGroupProps = Actions & { readonly standing: Standing; readonly days: readonly Day[] }

const remark = ({ state, late, excuse, missedFrom }: Day): string | undefined => {
  if (state === 'EXCUSED') return excuse ?? undefined
  if (state === 'EXPECTED' || state === 'ABSENT') return t('attendance/missed-from', { time: missedFrom })
  return late ? t('attendance/late') : undefined
}

const Choices = ({
  day,
  standing,
  busy,
  begun,
  onExcuse,
  onWithdraw,
  onPresent,
}: Actions & { readonly day: Day; readonly standing: Standing }) => {
  const name = day.student.displayName
  return (
    <div className="row choices">
      {begun && standing !== 'present' && standing !== 'excused' && (
        <Button look="second" busy={busy} label={t('attendance/there-who', { name })} onPress={() => onPresent(day)}>
          {t('attendance/there')}
        </Button>
      )}
      {(standing === 'missing' || standing === 'expected') && (
        <Button look="bare" busy={busy} label={t('attendance/excuse-who', { name })} onPress={() => onExcuse(day)}>
          {t('attendance/excuse')}
        </Button>
      )}
      {standing === 'excused' && (
        <Button look="bare" busy={busy} label={t('attendance/withdraw-who', { name })} onPress={() => onWithdraw(day)}>
          {t('attendance/withdraw')}
        </Button>
      )}
    </div>
  )
}

export const DayGroup = ({ standing, days, ...actions }: DayGroupProps) => {
  const name = t(`attendance/${standing}`)
  return (
    <section className="stack tight" id={standing} aria-labelledby={`${standing}-name`}>
      <h2 id={`${standing}-name`}>
        {name} <span className="quiet">{days.length}</span>
      </h2>
      <p className="quiet">{t(`attendance/${standing}-how`)}</p>
      <Scroll name={name}>
        <table className="stacks attendance">
          <thead>
            <tr>
              <th scope="col">{t('attendance/student')}</th>
              <th scope="col">{t('attendance/company')}</th>
              <th scope="col">{t('attendance/state')}</th>
              <th scope="col">
                <span className="unseen">{t('attendance/actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {days.map((day) => (
              <tr key={day.id}>
                <th scope="row">
                  {day.student.displayName}
                  {day.student.group !== null && <span className="quiet small"> {day.student.group.name}</span>}
                </th>
                <td>
                  {day.company.name}
                  <span className="quiet small"> {day.company.place}</span>
                </td>
                <td>
                  <DayState {...day} />
                  {remark(day) !== undefined && <span className="quiet small remark">{remark(day)}</span>}
                </td>
                <td>
                  <Choices day={day} standing={standing} {...actions} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  )
}
