using Sqs.Providers.Errors;

namespace Sqs.Providers.IonQ.Errors;

/// <summary>A documented code of a failed job.</summary>
/// <param name="Code">The code.</param>
/// <param name="Kind">What it asks for.</param>
/// <param name="Meaning">What is wrong.</param>
/// <param name="Remedy">What would be right.</param>
public sealed record IonQErrorEntry(string Code, ProviderErrorKind Kind, string Meaning, string Remedy);
