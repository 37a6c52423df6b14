using Sqs.Compiler.Ir;

namespace Sqs.Simulation.Lowering.Instructions;

/// <summary>A measurement whose outcome may be misread.</summary>
/// <param name="qubit">Flat qubit index.</param>
/// <param name="bit">The bit that takes what was read, or null to drop it.</param>
/// <param name="errorOfZero">Probability to read 1 where the qubit is 0.</param>
/// <param name="errorOfOne">Probability to read 0 where the qubit is 1.</param>
/// <param name="origin">Where it comes from.</param>
internal sealed class MisreadInstruction(int qubit, BitOperand? bit, double errorOfZero, double errorOfOne, Origin? origin) : Instruction(origin)
{
    public int Qubit => qubit;

    public BitOperand? Bit => bit;

    /// <summary>Probability to read a value given the true one.</summary>
    /// <param name="read">What is read.</param>
    /// <param name="value">The true value.</param>
    /// <returns>The probability.</returns>
    public double Confusion(int read, int value)
    {
        double error = value == 0 ? errorOfZero : errorOfOne;
        return read == value ? 1 - error : error;
    }
}
