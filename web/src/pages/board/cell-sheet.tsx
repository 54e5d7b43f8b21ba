// One cell of the board: why it is so, and another company to pin, with what stands in the way told beside each.
import { CircleCheck, Pin, TriangleAlert, X } from 'lucide-react'
import { useState } from 'react'
import { t } from '../../language.ts'
import { Button } from '../../ui/button.tsx'
import { Link } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Search } from '../../ui/search.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { useViewer } from '../../viewer.ts'
import { Alternatives } from './alternatives.tsx'
import type { Cell } from './board-cell.tsx'
import type { Board, Opening } from './board-query.ts'
import { type Decided, DecidedByHand, ForbidButtons } from './by-hand.tsx'
import { type Conflict, conflictsOf, filledAt } from './conflicts.ts'
import { PinButton } from './pin-button.tsx'

type CellSheetProps = {
  readonly cell: Cell
  readonly programme: Board
  readonly planId: string
  /** A company that was dragged here. */
  readonly dropped?: string | undefined
  readonly onClose: () => void
  readonly onDecided: (what: Decided) => void
}
type Choice = { readonly opening: Opening; readonly conflicts: readonly Conflict[] }

const weightOf = ({ conflicts }: Choice): number =>
  conflicts.some(({ weight }) => weight === 'stops') ? 2 : conflicts.length > 0 ? 1 : 0
const shownAtOnce = 40

const repairAddress = (programma: string, bedrijf: string) => `/herplan?${new URLSearchParams({ programma, bedrijf })}`

const Words = ({ conflicts }: { readonly conflicts: readonly Conflict[] }) =>
  conflicts.length === 0 ? (
    <span className="state positive">
      <CircleCheck aria-hidden size={16} />
      {t('conflict/none')}
    </span>
  ) : (
    conflicts.map(({ weight, text, values }) => (
      <span key={text} className={`state ${weight === 'stops' ? 'negative' : 'warning'} long`}>
        {weight === 'stops' ? <X aria-hidden size={16} /> : <TriangleAlert aria-hidden size={16} />}
        {t(text, values)}
      </span>
    ))
  )

export const CellSheet = ({ cell, programme, planId, dropped, onClose, onDecided }: CellSheetProps) => {
  const { round } = cell
  const { role } = useViewer()
  const [search, setSearch] = useState('')
  const [picked, setPicked] = useState(dropped)
  const { rows } = programme.board
  // What is decided here or elsewhere shows also in a sheet that is already open.
  const row = rows.find(({ student }) => student.id === cell.row.student.id) ?? cell.row
  const stop = round === null ? row.stops[0] : row.stops.find((one) => one.round === round)
  const gap = row.gaps.find((one) => one.round === round)?.reason ?? row.unplaced
  const choices: Choice[] = programme.openings.map((opening) => ({
    opening,
    conflicts: conflictsOf(row, opening, round, filledAt(rows, opening.id, round)),
  }))
  const found = choices
    .filter(({ opening }) =>
      `${opening.company.name} ${opening.company.place}`.toLowerCase().includes(search.toLowerCase()),
    )
    .toSorted((a, b) => weightOf(a) - weightOf(b) || a.opening.company.name.localeCompare(b.opening.company.name))
  const choice = choices.find(({ opening }) => opening.id === picked)
  const title =
    round === null ? row.student.displayName : t('board/cell-title', { name: row.student.displayName, round })
  return (
    <Sheet open title={title} onClose={onClose}>
      {stop === undefined ? (
        <Notice kind="warning">
          <p>{gap ?? t('board/gap')}</p>
        </Notice>
      ) : (
        <>
          <p>{t('board/is-at', { name: stop.company.name, minutes: stop.minutes })}</p>
          {picked === undefined && stop.opening !== null && (
            <ForbidButtons
              planId={planId}
              studentId={row.student.id}
              openingId={stop.opening.id}
              round={round}
              onForbidden={() => onDecided('forbidden')}
            />
          )}
          {role === 'coordinator' && (
            <p>
              <Link href={repairAddress(programme.id, stop.company.id)}>
                {t('repair/company-out', { name: stop.company.name })}
              </Link>
            </p>
          )}
        </>
      )}
      <DecidedByHand planId={planId} row={row} onReleased={() => onDecided('released')} />
      {choice === undefined ? (
        <>
          <Alternatives planId={planId} studentId={row.student.id} round={round} />
          <Search label={t('board/other-company')} text={search} onText={setSearch} />
          <ul className="lines">
            {found.slice(0, shownAtOnce).map(({ opening, conflicts }) => (
              <li key={opening.id}>
                <div className="grow stack tight">
                  <span>
                    <strong>{opening.company.name}</strong>, {opening.company.place}
                    {opening.profile !== null && <span className="quiet"> · {opening.profile}</span>}
                  </span>
                  <span className="row">
                    <Words conflicts={conflicts} />
                  </span>
                </div>
                <Button
                  look="second"
                  disabled={weightOf({ opening, conflicts }) === 2}
                  label={t('board/pin-at', { name: opening.company.name })}
                  onPress={() => setPicked(opening.id)}
                >
                  <Pin aria-hidden size={18} />
                  {t('board/pin')}
                </Button>
              </li>
            ))}
          </ul>
          {found.length > shownAtOnce && <p className="quiet">{t('board/more-by-search', { count: found.length })}</p>}
        </>
      ) : (
        <>
          <p>
            <strong>{t('board/pin-at', { name: choice.opening.company.name })}</strong>
          </p>
          <div className="row">
            <Words conflicts={choice.conflicts} />
          </div>
          {choice.opening.condition !== null && <p className="quiet">{choice.opening.condition}</p>}
          <PinButton
            planId={planId}
            studentId={row.student.id}
            openingId={choice.opening.id}
            round={round}
            possible={weightOf(choice) < 2}
            onPinned={() => onDecided('pinned')}
            onBack={() => setPicked(undefined)}
          />
        </>
      )}
    </Sheet>
  )
}
