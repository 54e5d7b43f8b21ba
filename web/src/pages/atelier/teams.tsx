// The teams of an Atelier programme with their case, and both pitches: held or still to come.
import { Mic } from 'lucide-react'
import { useState } from 'react'
import { briefDay } from '../../days.ts'
import { t } from '../../language.ts'
import { Button } from '../../ui/button.tsx'
import { Scroll } from '../../ui/scroll.tsx'
import { State } from '../../ui/state.tsx'
import type { Atelier, PitchKind, Team } from './atelier-query.ts'
import { PitchSheet } from './pitch-sheet.tsx'

type TeamsProps = { readonly atelier: Atelier; readonly onChanged: () => void }
type PitchCellProps = {
  readonly team: Team
  readonly kind: PitchKind
  readonly planned: string | null
  readonly onRecord: () => void
}

const PitchCell = ({ team, kind, planned, onRecord }: PitchCellProps) => {
  const held = team.pitches.find((pitch) => pitch.kind === kind)
  return (
    <td data-name={t(kind === 'OPENING' ? 'atelier/opening' : 'atelier/final')}>
      <div className="stack tight">
        {held === undefined ? (
          <State kind="neutral">
            {planned === null ? t('atelier/to-come') : t('atelier/planned', { day: briefDay(planned) })}
          </State>
        ) : (
          <State kind="positive">{t('atelier/held', { day: briefDay(held.heldOn) })}</State>
        )}
        {held?.word != null && <q className="small">{held.word}</q>}
        <div>
          <Button
            look="bare"
            label={t(held === undefined ? `atelier/record-${kind}-of` : `atelier/change-${kind}-of`, {
              team: team.name,
            })}
            onPress={onRecord}
          >
            <Mic aria-hidden size={18} />
            {t(held === undefined ? 'atelier/record' : 'atelier/change')}
          </Button>
        </div>
      </div>
    </td>
  )
}

export const Teams = ({ atelier, onChanged }: TeamsProps) => {
  const [open, setOpen] = useState<{ readonly team: Team; readonly kind: PitchKind }>()
  return (
    <>
      <Scroll name={t('atelier/teams')}>
        <table className="stacks">
          <thead>
            <tr>
              <th scope="col">{t('atelier/team')}</th>
              <th scope="col">{t('atelier/case')}</th>
              <th scope="col">{t('atelier/opening')}</th>
              <th scope="col">{t('atelier/final')}</th>
            </tr>
          </thead>
          <tbody>
            {atelier.teams.map((team) => (
              <tr key={team.id}>
                <th scope="row">
                  {team.students.map(({ displayName }) => displayName).join(', ')}
                  <br />
                  <span className="quiet small">{team.name}</span>
                </th>
                <td>
                  {team.case?.title ?? '–'}
                  <br />
                  <span className="quiet small">{team.company.name}</span>
                </td>
                <PitchCell
                  team={team}
                  kind="OPENING"
                  planned={atelier.pitch}
                  onRecord={() => setOpen({ team, kind: 'OPENING' })}
                />
                <PitchCell
                  team={team}
                  kind="FINAL"
                  planned={atelier.finalPitch}
                  onRecord={() => setOpen({ team, kind: 'FINAL' })}
                />
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {open !== undefined && (
        <PitchSheet
          {...open}
          onClose={() => setOpen(undefined)}
          onDone={() => {
            setOpen(undefined)
            onChanged()
          }}
        />
      )}
    </>
  )
}
