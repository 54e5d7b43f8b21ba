// The rotation board: every student's way along the companies, in the plan that is chosen.
import { useState } from 'react'
import { useQuestion } from '../../graph/use-question.ts'
import { t } from '../../language.ts'
import { remember, useRoute } from '../../route.ts'
import { Answered } from '../../ui/answered.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { Search } from '../../ui/search.tsx'
import type { Cell, Dragged } from './board-cell.tsx'
import {
  type Board,
  type BoardPlan,
  type BoardProgramme,
  boardQuery,
  programmesQuery,
  type Row,
} from './board-query.ts'
import { BoardTable } from './board-table.tsx'
import type { Decided } from './by-hand.tsx'
import { CellSheet } from './cell-sheet.tsx'
import { conflictsOf, filledAt } from './conflicts.ts'
import { PlanBar } from './plan-bar.tsx'

const hasGap = ({ gaps, unplaced }: Row): boolean => gaps.length > 0 || unplaced !== null
const matches = ({ student }: Row, search: string): boolean =>
  [student.displayName, student.group?.name ?? '', student.profile ?? '', student.school.name]
    .join(' ')
    .toLowerCase()
    .includes(search.toLowerCase())

const Chosen = ({
  programme,
  plan,
  onChanged,
}: {
  readonly programme: Board
  readonly plan: BoardPlan
  readonly onChanged: () => void
}) => {
  const { query } = useRoute()
  const gapsOnly = query.get('gaten') === '1'
  const [search, setSearch] = useState('')
  const [open, setOpen] = useState<{ readonly cell: Cell; readonly dropped?: string | undefined }>()
  const [decided, setDecided] = useState<Decided>()
  const { rows, rounds } = programme.board
  const gaps = rows.filter(hasGap).length
  const shown = rows.filter((row) => (!gapsOnly || hasGap(row)) && matches(row, search))
  const tellDrop = ({ row, round }: Cell, { openingId }: Dragged): string | undefined => {
    const opening = programme.openings.find(({ id }) => id === openingId)
    if (opening === undefined) return undefined
    const [first] = conflictsOf(row, opening, round, filledAt(rows, openingId, round))
    return first === undefined ? undefined : t(first.text, first.values)
  }
  return (
    <>
      <div className="plan-bar no-print">
        <Search label={t('board/search')} text={search} onText={setSearch} />
        <label className="tick">
          <input
            type="checkbox"
            checked={gapsOnly}
            onChange={(event) => remember('gaten', event.target.checked ? '1' : undefined)}
          />
          {t('board/gaps-only', { count: gaps })}
        </label>
        <span role="status">{t('board/count', { shown: shown.length, count: rows.length })}</span>
      </div>
      {decided !== undefined && (
        <Notice kind="positive">
          <p>{t(`board/was-${decided}`)}</p>
        </Notice>
      )}
      {shown.length === 0 ? (
        <Empty title={t('board/nobody')}>
          <p>{t('board/nobody-how')}</p>
        </Empty>
      ) : (
        <BoardTable
          rows={shown}
          rounds={rounds}
          tellDrop={tellDrop}
          onOpen={(cell, dropped) => setOpen({ cell, dropped })}
        />
      )}
      {open !== undefined && (
        <CellSheet
          cell={open.cell}
          dropped={open.dropped}
          programme={programme}
          planId={plan.id}
          onClose={() => setOpen(undefined)}
          onDecided={(what) => {
            setOpen(undefined)
            setDecided(what)
            onChanged()
          }}
        />
      )}
    </>
  )
}

const OfPlan = ({ programme, plan }: { readonly programme: BoardProgramme; readonly plan: BoardPlan }) => {
  const answer = useQuestion(boardQuery, { id: programme.id, planId: plan.id })
  return (
    <Answered answer={answer} lines={8}>
      {({ programme: found }) =>
        found === null ? (
          <p>{t('app/no-such-page')}</p>
        ) : (
          <Chosen programme={found} plan={plan} onChanged={answer.again} />
        )
      }
    </Answered>
  )
}

/** The plan in the address, else the one that holds, else the newest. */
const chosenPlan = ({ plans }: BoardProgramme, id: string | null): BoardPlan | undefined =>
  plans.find((plan) => plan.id === id) ?? plans.find(({ state }) => state === 'PUBLISHED') ?? plans.at(-1)

export const BoardPage = () => {
  const { query } = useRoute()
  const answer = useQuestion(programmesQuery, {})
  return (
    <Page title={t('board/title')} width="wide">
      <Answered answer={answer}>
        {({ season }) => {
          const programmes = (season?.programmes ?? []).filter(({ kind }) =>
            ['CAROUSEL', 'PLACEMENT', 'ATELIER'].includes(kind),
          )
          const programme =
            programmes.find(({ id }) => id === query.get('programma')) ??
            programmes.find(({ plans }) => plans.length > 0) ??
            programmes[0]
          if (programme === undefined)
            return (
              <Empty title={t('season/no-programmes')}>
                <p>{t('season/no-programmes-how')}</p>
              </Empty>
            )
          const plan = chosenPlan(programme, query.get('plan'))
          return (
            <>
              <PlanBar programmes={programmes} programme={programme} plan={plan} onChanged={answer.again} />
              {plan === undefined ? (
                <Empty title={t('board/no-plan')}>
                  <p>{t('board/no-plan-how')}</p>
                </Empty>
              ) : (
                <OfPlan key={plan.id} programme={programme} plan={plan} />
              )}
            </>
          )
        }}
      </Answered>
    </Page>
  )
}
