/**
 * A text that a person or the exchange wrote. It is text and nothing else, and its direction ends with it: what is
 * written from right to left reorders nothing around it.
 */
export function UserText({ text }: { text: string }) {
  return (
    <bdi class="user-text" dir="auto">
      {text}
    </bdi>
  );
}
