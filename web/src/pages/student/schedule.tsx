// Everything that is planned for a student, in order of time.
import { briefDay, span } from '../../days.ts'
import { t } from '../../language.ts'
import { State } from '../../ui/state.tsx'
import { firstDay, type Period } from './planning.ts'
import type { Placement } from './today-query.ts'

type ScheduleProps = {
  readonly placements: readonly Placement[]
  readonly holidays: readonly Period[]
  readonly date: string
}

export const Schedule = ({ placements, holidays, date }: ScheduleProps) => {
  const stops = placements
    .flatMap(({ id, programme, stops: visited }) =>
      visited.map((stop) => ({ ...stop, programme, key: `${id}${stop.from}${stop.round}` })),
    )
    .toSorted((a, b) => a.from.localeCompare(b.from))
  return (
    <section className="stack tight" aria-labelledby="schedule">
      <h2 id="schedule">{t('today/schedule')}</h2>
      <ol className="lines">
        {stops.map(({ key, company, programme, round, from, until }) => {
          const first = firstDay({ from, until }, programme.weekdays, holidays, date)
          return (
            <li key={key}>
              <div className="grow">
                <strong>{company.name}</strong>
                <br />
                <span className="quiet">
                  {programme.name}
                  {round !== null && `, ${t('today/round', { round })}`}, {company.place}
                </span>
              </div>
              <span>{span(from, until)}</span>
              {first === undefined ? (
                <State kind="neutral">{t('today/past')}</State>
              ) : (
                <span className="quiet">{t('today/first-time', { day: briefDay(first) })}</span>
              )}
            </li>
          )
        })}
      </ol>
    </section>
  )
}
