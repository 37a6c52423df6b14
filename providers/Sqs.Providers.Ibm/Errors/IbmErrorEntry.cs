using Sqs.Providers.Errors;

namespace Sqs.Providers.Ibm.Errors;

/// <summary>A documented error code of the service.</summary>
/// <param name="Code">The code.</param>
/// <param name="Kind">What it asks for.</param>
/// <param name="Meaning">What is wrong.</param>
/// <param name="Remedy">What would be right.</param>
public sealed record IbmErrorEntry(int Code, ProviderErrorKind Kind, string Meaning, string Remedy);
