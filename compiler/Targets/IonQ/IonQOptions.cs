namespace Sqs.Compiler.Targets.IonQ;

/// <summary>Choices of the JSON form where the vendor's own texts disagree.</summary>
public sealed record IonQOptions
{
    /// <summary>The key of the angle of <c>zz</c>: IonQ's clients write <c>angle</c>, Cirq writes <c>phase</c>; the schema takes both.</summary>
    public string ZzAngleKey { get; init; } = "angle";
}
