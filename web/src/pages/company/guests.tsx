// The students of one day, each with one tap to say that they are there or not.
import { Check, X } from 'lucide-react'
import { DayState } from '../../attendance/day-state.tsx'
import { t } from '../../language.ts'
import { Button } from '../../ui/button.tsx'
import type { Guest } from './today-query.ts'

type GuestsProps = {
  readonly guests: readonly Guest[]
  readonly busy: boolean
  /** Only today can be confirmed by hand here. */
  readonly open: boolean
  readonly onSay: (present: readonly string[], absent: readonly string[]) => void
}

export const Guests = ({ guests, busy, open, onSay }: GuestsProps) => {
  const waiting = guests.filter(({ state }) => state !== 'CONFIRMED' && state !== 'EXCUSED')
  return (
    <>
      {open && waiting.length > 0 && (
        <Button
          size="full"
          busy={busy}
          onPress={() =>
            onSay(
              waiting.map(({ student }) => student.id),
              [],
            )
          }
        >
          <Check aria-hidden size={20} />
          {t(waiting.length === guests.length ? 'company/all-there' : 'company/rest-there', { count: waiting.length })}
        </Button>
      )}
      <ul className="lines">
        {guests.map((guest) => (
          <li key={guest.id}>
            <div className="grow">
              <strong>{guest.student.displayName}</strong>
              <br />
              <span className="quiet">
                {t('company/comes', { programme: guest.programme.name, time: guest.programme.startsAt })}
              </span>
            </div>
            <DayState {...guest} />
            {open && (
              <div className="row">
                {guest.state !== 'CONFIRMED' && (
                  <Button
                    look="second"
                    busy={busy}
                    label={t('company/is-there', { name: guest.student.displayName })}
                    onPress={() => onSay([guest.student.id], [])}
                  >
                    <Check aria-hidden size={20} />
                    {t('company/there')}
                  </Button>
                )}
                {guest.state !== 'ABSENT' && (
                  <Button
                    look="bare"
                    busy={busy}
                    label={t('company/is-not-there', { name: guest.student.displayName })}
                    onPress={() => onSay([], [guest.student.id])}
                  >
                    <X aria-hidden size={20} />
                    {t('company/not-there')}
                  </Button>
                )}
              </div>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
