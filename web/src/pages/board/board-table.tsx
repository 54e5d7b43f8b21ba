// The board itself: rows students, columns rounds, one tab stop with the arrow keys inside.
import { type DragEvent, type KeyboardEvent, useRef, useState } from 'react'
import { span } from '../../days.ts'
import { t } from '../../language.ts'
import { BoardCell, type Cell, type Dragged } from './board-cell.tsx'
import type { Round, Row } from './board-query.ts'
import { useWindow } from './use-window.ts'

type BoardTableProps = {
  readonly rows: readonly Row[]
  readonly rounds: readonly Round[]
  readonly onOpen: (cell: Cell, openingId?: string) => void
  /** What would be in the way of a drop here; undefined when nothing is. */
  readonly tellDrop: (cell: Cell, dragged: Dragged) => string | undefined
}

const rowHeight = 36
const columnsOf = (rounds: readonly Round[]): readonly (number | null)[] =>
  rounds.length === 0 ? [null] : rounds.map(({ number }) => number)

const moves: Readonly<Record<string, readonly [down: number, right: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-10, 0],
  PageDown: [10, 0],
}
/** Where a key leads to, as in the grid pattern of WAI-ARIA; undefined for keys that do not move. */
const target = ({ key, ctrlKey }: KeyboardEvent, row: number, column: number, rows: number, columns: number) => {
  const move = moves[key]
  const within = (value: number, count: number) => Math.min(Math.max(value, 0), count - 1)
  if (move !== undefined) return [within(row + move[0], rows), within(column + move[1], columns)] as const
  if (key === 'Home') return [ctrlKey ? 0 : row, 0] as const
  if (key === 'End') return [ctrlKey ? rows - 1 : row, columns - 1] as const
  return undefined
}

export const BoardTable = ({ rows, rounds, onOpen, tellDrop }: BoardTableProps) => {
  const box = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState<readonly [row: number, column: number]>([0, 0])
  const [dragged, setDragged] = useState<Dragged>()
  const [told, setTold] = useState('')
  const columns = columnsOf(rounds)
  const { first, last } = useWindow(box, rows.length, rowHeight)

  const onKeyDown = (event: KeyboardEvent) => {
    const to = target(event, active[0], active[1], rows.length, columns.length)
    if (to === undefined) return
    event.preventDefault()
    setActive(to)
    // Out of sight it is not drawn yet: bring it into sight first.
    if (box.current !== null && (to[0] < first || to[0] >= last)) box.current.scrollTop = to[0] * rowHeight
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(`[data-at="${to[0]}:${to[1]}"]`)?.focus())
  }
  const over = (event: DragEvent, cell: Cell) => {
    if (dragged === undefined || dragged.round !== cell.round) return
    setTold(tellDrop(cell, dragged) ?? t('board/drop-here', { name: cell.row.student.displayName }))
    event.preventDefault()
  }
  const drop = (event: DragEvent, cell: Cell) => {
    event.preventDefault()
    if (dragged !== undefined) onOpen(cell, dragged.openingId)
  }
  const drag = (begun: Dragged | undefined) => {
    setDragged(begun)
    if (begun === undefined) setTold('')
  }
  const filler = (count: number) => count > 0 && <tr aria-hidden style={{ blockSize: count * rowHeight }} />

  return (
    <>
      <div className="board" ref={box}>
        <table
          role="grid"
          aria-label={t('board/name')}
          aria-rowcount={rows.length + 1}
          aria-colcount={columns.length + 1}
          onKeyDown={onKeyDown}
        >
          <thead>
            <tr aria-rowindex={1}>
              <th scope="col">{t('board/student')}</th>
              {columns.map((round) => {
                const dates = rounds.find(({ number }) => number === round)
                return (
                  <th key={round} scope="col">
                    {round === null ? t('board/place') : t('board/round', { round })}
                    {dates !== undefined && <span className="dates">{span(dates.from, dates.until)}</span>}
                  </th>
                )
              })}
            </tr>
          </thead>
          <tbody>
            {filler(first)}
            {rows.slice(first, last).map((row, offset) => (
              <tr key={row.student.id} aria-rowindex={first + offset + 2}>
                <th scope="row">
                  <span className="who">{row.student.displayName}</span>
                  <span className="quiet">
                    {' '}
                    {[row.student.group?.name, row.student.profile].filter((part) => part != null).join(' · ')}
                  </span>
                </th>
                {columns.map((round, column) => {
                  const cell = { row, round }
                  const at = first + offset
                  return (
                    <BoardCell
                      key={round}
                      cell={cell}
                      at={`${at}:${column}`}
                      active={active[0] === at && active[1] === column}
                      onFocus={() => setActive([at, column])}
                      onOpen={() => onOpen(cell)}
                      onDrag={drag}
                      onOver={(event) => over(event, cell)}
                      onDrop={(event) => drop(event, cell)}
                    />
                  )
                })}
              </tr>
            ))}
            {filler(rows.length - last)}
          </tbody>
        </table>
      </div>
      <p className="drop-word" role="status">
        {told}
      </p>
    </>
  )
}
