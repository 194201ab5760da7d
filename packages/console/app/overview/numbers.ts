/** Numbers as people read them, and where the axis of a chart ends. */

const language = "en"
const whole = new Intl.NumberFormat(language)
const percent = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 })

export const count = (value: number): string => whole.format(value)

export const share = (part: number, all: number): string => percent.format(all === 0 ? 0 : part / all)

const steps = [1, 2, 4, 5, 10]

/** The least even number of its size that has room for the value: 4 for 3, 50 for 41, 2,000 for 1,234. */
export const ceiling = (value: number): number => {
  if (value <= 2) return 2
  const size = 10 ** Math.floor(Math.log10(value))
  const step = steps.find((each) => each * size >= value) ?? 10
  return step * size
}
