/** Says why an act came to nothing. */
export function Failed({ why }: { readonly why: string }) {
  if (why === '') return null;
  return (
    <p className="error" role="alert">
      {why}
    </p>
  );
}
