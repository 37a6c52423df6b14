namespace Sqs.Compiler.Plans;

/// <summary>A measured spike bit that contributes to a current.</summary>
/// <param name="Bit">Flat bit index of the program.</param>
/// <param name="Weight">What it adds to the current when it is 1; bundles that share the bit are added up.</param>
public readonly record struct HeardBit(int Bit, double Weight);
