namespace Sqs.Compiler.Ir.Operations;

/// <summary>One case of a <see cref="SwitchOperation"/>.</summary>
/// <param name="Labels">The values it covers; no value twice in one switch.</param>
/// <param name="Body">What runs; there is no fall-through.</param>
public sealed record SwitchCase(EquatableArray<long> Labels, Block Body);
