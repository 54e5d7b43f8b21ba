// One cell of the board: where a student is in a round, or that there is no place; a button, and something to drag.
import { Pin, TriangleAlert } from 'lucide-react'
import type { DragEvent } from 'react'
import { t } from '../../language.ts'
import type { BoardStop, Row } from './board-query.ts'

export type Cell = { readonly row: Row; readonly round: number | null }
/** A stop that is being dragged: its opening, and the round in which it stands. */
export type Dragged = { readonly openingId: string; readonly round: number | null }

const stopAt = ({ row, round }: Cell): BoardStop | undefined =>
  round === null ? row.stops[0] : row.stops.find((stop) => stop.round === round)
const gapAt = ({ row, round }: Cell): string | undefined =>
  row.gaps.find((gap) => gap.round === round)?.reason ?? row.unplaced ?? undefined

type BoardCellProps = {
  readonly cell: Cell
  /** Row and column, as `3:1`: by it the keyboard finds its way. */
  readonly at: string
  readonly active: boolean
  readonly onFocus: () => void
  readonly onOpen: () => void
  readonly onDrag: (dragged: Dragged | undefined) => void
  readonly onOver: (event: DragEvent) => void
  readonly onDrop: (event: DragEvent) => void
}

export const BoardCell = ({ cell, at, active, onFocus, onOpen, onDrag, onOver, onDrop }: BoardCellProps) => {
  const stop = stopAt(cell)
  const openingId = stop?.opening?.id
  const pinned = cell.row.pins.some((pin) => pin.openingId === openingId && (pin.round ?? cell.round) === cell.round)
  return (
    <td role="gridcell" className={stop === undefined ? 'gap' : undefined} onDragOver={onOver} onDrop={onDrop}>
      <button
        type="button"
        data-at={at}
        tabIndex={active ? 0 : -1}
        draggable={openingId !== undefined}
        title={stop === undefined ? gapAt(cell) : stop.company.name}
        onFocus={onFocus}
        onClick={onOpen}
        onDragStart={() => openingId !== undefined && onDrag({ openingId, round: cell.round })}
        onDragEnd={() => onDrag(undefined)}
      >
        {stop === undefined ? (
          <>
            <TriangleAlert aria-hidden size={16} />
            {t('board/gap')}
          </>
        ) : (
          <>
            {pinned && (
              <>
                <Pin aria-hidden size={14} />
                <span className="unseen">{t('board/pinned')} </span>
              </>
            )}
            <span className="company">{stop.company.name}</span>
          </>
        )}
      </button>
    </td>
  )
}
