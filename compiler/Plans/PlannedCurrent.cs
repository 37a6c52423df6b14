using Sqs.Compiler.Ir.Expressions;

namespace Sqs.Compiler.Plans;

/// <summary>A current on its way into the program.</summary>
/// <param name="Encoding">How it comes about.</param>
/// <param name="Angles">The encoding angle for each pattern of the heard bits; empty when there are too many.</param>
/// <param name="Bias">The sum of its biases, and what neurons contribute that are heard when they are silent.</param>
/// <param name="IsLinear">Whether the encoding angle is proportional to a current that is not negative.</param>
internal sealed record PlannedCurrent(FusedEncoding Encoding, Expression[] Angles, double Bias, bool IsLinear)
{
    /// <summary>Whether it can be taken apart into one rotation a bit: nothing of it is negative, and nothing is bound later.</summary>
    public bool IsAdditive => IsLinear && Encoding.FirstInput < 0 && Bias >= 0 && Encoding.Heard.All(h => h.Weight > 0);
}
