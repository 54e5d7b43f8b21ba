// The letter as a company gets it.
import { longDay } from '../../days.ts'
import { t } from '../../language.ts'

type LetterProps = {
  readonly subject: string
  readonly text: string
  readonly deadline: string
  readonly region: string
}

export const Letter = ({ subject, text, deadline, region }: LetterProps) => (
  <section className="stack tight" aria-labelledby="letter">
    <h2 id="letter">{t('call/letter')}</h2>
    <div className="card letter">
      <strong>{subject}</strong>
      <p>{t('call/dear')}</p>
      {text.split(/\n{2,}/).map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      <p>
        {t('call/link-here')} <span className="quiet">{t('call/own-link')}</span>
      </p>
      {deadline !== '' && <p>{t('call/before', { deadline: longDay(deadline) })}</p>}
      <p>{t('call/signed', { region })}</p>
    </div>
  </section>
)
