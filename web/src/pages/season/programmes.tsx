// Every programme with its students, its places and how far its plan is.

import { span } from '../../days.ts'
import { t } from '../../language.ts'
import { Empty } from '../../ui/empty.tsx'
import { Link } from '../../ui/link.tsx'
import { Scroll } from '../../ui/scroll.tsx'
import { State } from '../../ui/state.tsx'
import type { SeasonProgramme } from './season-query.ts'
import { published } from './work-list.ts'

const PlanState = ({ programme }: { readonly programme: SeasonProgramme }) => {
  const plan = published(programme)
  if (programme.students.totalCount === 0) return <State kind="neutral">{t('plan/nobody')}</State>
  if (plan === undefined && programme.plans.length > 0) return <State kind="info">{t('plan/draft')}</State>
  if (plan === undefined) return <State kind="neutral">{t('plan/none')}</State>
  if (plan.quality.unplaced > 0) return <State kind="warning">{t('plan/gaps', { count: plan.quality.unplaced })}</State>
  return <State kind="positive">{t('plan/complete')}</State>
}

export const Programmes = ({ programmes }: { readonly programmes: readonly SeasonProgramme[] }) => (
  <section className="stack tight" aria-labelledby="programmes">
    <h2 id="programmes">{t('season/programmes')}</h2>
    {programmes.length === 0 ? (
      <Empty title={t('season/no-programmes')}>
        <p>{t('season/no-programmes-how')}</p>
        <Link className="button second" href="/programma-openen">
          {t('setup/open-programme')}
        </Link>
      </Empty>
    ) : (
      <Scroll name={t('season/programmes')}>
        <table className="stacks">
          <thead>
            <tr>
              <th scope="col">{t('season/programme')}</th>
              <th scope="col">{t('season/when')}</th>
              <th scope="col" className="number">
                {t('season/students')}
              </th>
              <th scope="col" className="number">
                {t('season/places')}
              </th>
              <th scope="col" className="number">
                {t('season/placed-column')}
              </th>
              <th scope="col">{t('season/plan')}</th>
            </tr>
          </thead>
          <tbody>
            {programmes.map((programme) => (
              <tr key={programme.id}>
                <th scope="row">
                  <Link
                    href={`${programme.kind === 'ATELIER' ? '/atelier' : '/bord'}?programma=${encodeURIComponent(programme.id)}`}
                  >
                    {programme.name}
                  </Link>
                </th>
                <td>
                  {programme.from === null || programme.until === null ? '' : span(programme.from, programme.until)}
                </td>
                <td className="number" data-name={t('season/students')}>
                  {programme.students.totalCount}
                </td>
                <td className="number" data-name={t('season/places')}>
                  {programme.kind === 'ATELIER' ? '–' : programme.offered}
                </td>
                <td className="number" data-name={t('season/placed-column')}>
                  {published(programme)?.quality.placed ?? '–'}
                </td>
                <td>
                  <PlanState programme={programme} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    )}
  </section>
)
