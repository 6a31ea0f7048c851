import { useEffect, useRef, useState } from 'preact/hooks';

/** Moves the focus to the first field that is wrong, each time that `mark` says something was found wrong. */
export function useFocusWrong() {
  const form = useRef<HTMLFormElement>(null);
  const [marks, setMarks] = useState(0);
  useEffect(() => {
    if (marks > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [marks]);
  return { form, mark: () => setMarks((last) => last + 1) };
}
