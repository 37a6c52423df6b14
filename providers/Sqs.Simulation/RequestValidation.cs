using System.Numerics;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Types;

namespace Sqs.Simulation;

/// <summary>Checks a program and a request before anything runs, and reads input values by their types.</summary>
internal static class RequestValidation
{
    // The integers that a double holds exactly.
    private const double LargestInteger = 9007199254740992;

    /// <summary>Checks a request.</summary>
    /// <param name="program">The program.</param>
    /// <param name="request">The request.</param>
    /// <exception cref="DiagnosticException">Something is wrong.</exception>
    public static void Check(CircuitProgram program, SimulationRequest request)
    {
        DiagnosticBag found = CircuitVerifier.Verify(program);
        if (request.Shots < 0)
            found.Report(SimulationDiagnostics.ShotCount, SourceSpan.None, request.Shots);
        if (request.Threads < 0)
            found.Report(SimulationDiagnostics.NegativeOption, SourceSpan.None, "threads", request.Threads);
        if (request.MemoryLimit < 0)
            found.Report(SimulationDiagnostics.NegativeOption, SourceSpan.None, "memory limit", request.MemoryLimit);
        if (request.LoopLimit < 0)
            found.Report(SimulationDiagnostics.NegativeOption, SourceSpan.None, "loop limit", request.LoopLimit);
        if (request.Parameters.InputCount != program.Inputs.Count)
            found.Report(SimulationDiagnostics.InputCount, SourceSpan.None, program.Inputs.Count, request.Parameters.InputCount);
        if (request.Noise is not null)
            found.AddRange(request.Noise.Check());
        if (found.HasErrors)
            throw new DiagnosticException(found.InSourceOrder());
    }

    /// <summary>Reads the values of one parameter set.</summary>
    /// <param name="program">The program.</param>
    /// <param name="parameters">The sets.</param>
    /// <param name="set">Index of the set.</param>
    /// <returns>One value an input, of its type.</returns>
    /// <exception cref="DiagnosticException">A value does not fit its type.</exception>
    public static ClassicalValue[] ReadInputs(CircuitProgram program, ParameterSets parameters, int set)
    {
        ReadOnlySpan<double> values = parameters[set];
        var inputs = new ClassicalValue[values.Length];
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = Read(program.Inputs[i].Type, values[i]) ?? throw new DiagnosticException(SimulationDiagnostics.InputValue.At(
                SourceSpan.None, program.Inputs[i].Name, program.Inputs[i].Type, values[i], set, Expected(program.Inputs[i].Type)));
        }

        return inputs;
    }

    private static ClassicalValue? Read(ClassicalType type, double value)
    {
        if (!double.IsFinite(value) || type.IsArray)
            return null;
        switch (type.Kind)
        {
            case ClassicalKind.Float:
                return ClassicalValue.Float(value, type.Width);
            case ClassicalKind.Angle when type.Width == 0:
                return ClassicalValue.Angle(value);
            case ClassicalKind.Angle:
                double turns = Math.Round(Math.IEEERemainder(value / Math.Tau, 1) * Math.Pow(2, type.Width));
                return ClassicalValue.Turns(new BigInteger(turns), type.Width);
            case ClassicalKind.Duration:
                return ClassicalValue.Duration(value);
            case ClassicalKind.Complex:
                return ClassicalValue.ComplexNumber(value, type.Width);
        }

        if (value != Math.Floor(value) || Math.Abs(value) > LargestInteger)
            return null;
        var whole = new BigInteger(value);
        ClassicalValue read = type.Kind switch
        {
            ClassicalKind.Bool => ClassicalValue.Bool(value != 0),
            ClassicalKind.Bit when type.Width == 0 => ClassicalValue.Bit(value != 0),
            ClassicalKind.Bit => ClassicalValue.Bits(whole, type.Width),
            ClassicalKind.Int => ClassicalValue.Int(whole, type.Width),
            _ => ClassicalValue.UInt(whole, type.Width),
        };
        return read.Integer == whole ? read : null;
    }

    private static string Expected(ClassicalType type) => type.Kind switch
    {
        ClassicalKind.Float or ClassicalKind.Angle or ClassicalKind.Complex or ClassicalKind.Duration when !type.IsArray => "a finite number",
        ClassicalKind.Bool or ClassicalKind.Bit when type.Width == 0 && !type.IsArray => "0 or 1",
        _ when type.IsArray => "no number: arrays cannot be bound",
        _ => "a whole number in range",
    };
}
