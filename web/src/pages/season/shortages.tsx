// Where places are short: groups of students who cannot all be placed however one plans.

import { useQuestion } from '../../graph/use-question.ts'
import { t } from '../../language.ts'
import { Answered } from '../../ui/answered.tsx'
import { helpQuery, type SeasonProgramme, shortagesQuery } from './season-query.ts'

const Help = ({ programmeId }: { readonly programmeId: string }) => {
  const answer = useQuestion(helpQuery, { programmeId })
  return (
    <Answered answer={answer} lines={1}>
      {({ whatWouldHelp }) =>
        whatWouldHelp.length === 0 ? null : (
          <>
            <p className="quiet">{t('short/help')}</p>
            <ul className="plain-list stack tight">
              {whatWouldHelp.map(({ text }) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          </>
        )
      }
    </Answered>
  )
}

const OfProgramme = ({ programme }: { readonly programme: SeasonProgramme }) => {
  const answer = useQuestion(shortagesQuery, { programmeId: programme.id })
  return (
    <li>
      <strong className="grow">{programme.name}</strong>
      <div className="grow stack tight">
        <Answered answer={answer} lines={1}>
          {({ shortages }) =>
            shortages.length === 0 ? (
              <p className="quiet">{t('short/none')}</p>
            ) : (
              <>
                <ul className="plain-list stack tight">
                  {shortages.slice(0, 5).map(({ profile, text }) => (
                    <li key={`${profile}${text}`}>
                      {profile !== null && <strong>{profile}: </strong>}
                      {text}
                    </li>
                  ))}
                </ul>
                <Help programmeId={programme.id} />
              </>
            )
          }
        </Answered>
      </div>
    </li>
  )
}

export const Shortages = ({ programmes }: { readonly programmes: readonly SeasonProgramme[] }) => {
  const planned = programmes.filter(({ kind, students }) => kind === 'PLACEMENT' && students.totalCount > 0)
  if (planned.length === 0) return null
  return (
    <section className="stack tight" aria-labelledby="short">
      <h2 id="short">{t('short/title')}</h2>
      <ul className="lines">
        {planned.map((programme) => (
          <OfProgramme key={programme.id} programme={programme} />
        ))}
      </ul>
    </section>
  )
}
