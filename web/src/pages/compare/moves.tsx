// Who goes elsewhere: for every student where it was and where it would be, the rounds that stay left out.
import { ArrowRight } from 'lucide-react'
import { t } from '../../language.ts'
import { Scroll } from '../../ui/scroll.tsx'
import type { Move, MovedStop } from './compare-query.ts'

type Change = { readonly round: number | null; readonly from?: MovedStop; readonly to?: MovedStop }

/** Round by round what differs; a programme without rounds has one line. */
export const changesOf = ({ from, to }: Pick<Move, 'from' | 'to'>): Change[] => {
  const rounds = [...new Set([...from, ...to].map(({ round }) => round))].toSorted((a, b) => (a ?? 0) - (b ?? 0))
  return rounds
    .map((round) => {
      const here = (stops: readonly MovedStop[]) => stops.find((stop) => stop.round === round)
      const [was, will] = [here(from), here(to)]
      return { round, ...(was === undefined ? {} : { from: was }), ...(will === undefined ? {} : { to: will }) }
    })
    .filter((change) => change.from?.company.id !== change.to?.company.id)
}

const sum = (stops: readonly MovedStop[]) => stops.reduce((all, { minutes }) => all + minutes, 0)
const signed = (minutes: number) => (minutes > 0 ? `+${minutes}` : String(minutes))

const Line = ({ round, from, to }: Change) => (
  <li className="change">
    {round !== null && <span className="quiet">{t('board/round', { round })}</span>}
    <span>{from?.company.name ?? t('board/gap')}</span>
    <ArrowRight aria-label={t('move/to')} size={16} />
    <strong>{to?.company.name ?? t('board/gap')}</strong>
  </li>
)

export const Moves = ({ moves }: { readonly moves: readonly Move[] }) => (
  <Scroll name={t('move/title')}>
    <table className="stacks">
      <thead>
        <tr>
          <th scope="col">{t('board/student')}</th>
          <th scope="col">{t('move/what')}</th>
          <th scope="col" className="number">
            {t('move/minutes')}
          </th>
        </tr>
      </thead>
      <tbody>
        {moves.map((move) => (
          <tr key={move.student.id}>
            <th scope="row">
              {move.student.displayName}
              <span className="quiet">
                {' '}
                {[move.student.group?.name, move.student.school.name].filter(Boolean).join(' · ')}
              </span>
            </th>
            <td>
              <ul className="plain-list">
                {changesOf(move).map((change) => (
                  <Line key={change.round} {...change} />
                ))}
              </ul>
            </td>
            <td className="number" data-name={t('move/minutes')}>
              {signed(sum(move.to) - sum(move.from))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </Scroll>
)
