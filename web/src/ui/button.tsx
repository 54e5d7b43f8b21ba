// A button: the main one of a page, a second one, or a bare one; it says that it is busy by itself.
import type { ReactNode } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'

type ButtonProps = {
  readonly children: ReactNode
  readonly onPress?: () => void
  readonly look?: 'main' | 'second' | 'bare'
  readonly size?: 'large' | 'icon' | 'full'
  readonly type?: 'submit' | 'button'
  readonly busy?: boolean
  readonly disabled?: boolean
  readonly label?: string
}

export const Button = ({
  children,
  onPress,
  look = 'main',
  size,
  type = 'button',
  busy = false,
  disabled = false,
  label,
}: ButtonProps) => (
  <AriaButton
    className={['button', look === 'main' ? '' : look, size ?? ''].join(' ').trim()}
    type={type}
    isPending={busy}
    isDisabled={disabled}
    {...(onPress === undefined ? {} : { onPress })}
    {...(label === undefined ? {} : { 'aria-label': label })}
  >
    {children}
  </AriaButton>
)
