import { useEffect, useRef } from 'preact/hooks';

/** The heading of a page. Whoever comes to the page is at its heading, also with the keyboard or a screen reader. */
export function PageHeading({ text }: { text: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {text}
    </h1>
  );
}
