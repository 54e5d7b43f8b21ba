// A number with its name, and the list behind it when there is one.
import { locale } from '../language.ts'
import { Link } from './link.tsx'

type FigureProps = { readonly value: number; readonly name: string; readonly href?: string }
const format = new Intl.NumberFormat(locale)

export const Figure = ({ value, name, href }: FigureProps) => {
  const inside = (
    <>
      <b>{format.format(value)}</b>
      <span>{name}</span>
    </>
  )
  return href === undefined ? (
    <div className="figure">{inside}</div>
  ) : (
    <Link className="figure" href={href}>
      {inside}
    </Link>
  )
}
