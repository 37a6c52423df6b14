using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Printing;

namespace Sqs.Simulation.Tests.Equivalence;

/// <summary>Programs mean the same when the joint distribution over their reported registers is the same.</summary>
internal static class ExactEquivalence
{
    /// <summary>Asserts that two programs mean the same, by the exact method.</summary>
    /// <param name="before">One program.</param>
    /// <param name="after">The other.</param>
    /// <param name="what">What was drawn, for the message.</param>
    public static void AssertSame(CircuitProgram before, CircuitProgram after, string what)
    {
        SortedDictionary<string, double> expected = Distribution(before);
        Assert.That(expected.Values.Sum(), Is.EqualTo(1).Within(1e-9));
        AssertDistribution(expected, after, $"{what}\n{CircuitPrinter.Print(before)}");
    }

    /// <summary>Asserts that a program has a distribution, by the exact method.</summary>
    /// <param name="expected">Probabilities by record.</param>
    /// <param name="program">The program.</param>
    /// <param name="what">What was drawn, for the message.</param>
    public static void AssertDistribution(SortedDictionary<string, double> expected, CircuitProgram program, string what)
    {
        SortedDictionary<string, double> actual = Distribution(program);
        foreach (string record in expected.Keys.Union(actual.Keys))
        {
            double difference = Math.Abs(expected.GetValueOrDefault(record) - actual.GetValueOrDefault(record));
            if (difference > 1e-9)
                Assert.Fail($"{what}: record {record} differs by {difference}\n{CircuitPrinter.Print(program)}");
        }
    }

    /// <summary>The exact distribution of a program.</summary>
    /// <param name="program">The program.</param>
    /// <returns>Probabilities by record.</returns>
    public static SortedDictionary<string, double> Distribution(CircuitProgram program) =>
        Simulator.Run(program, new SimulationRequest { Method = SimulationMethod.Exact }).Sets[0].Exact!.ToDictionary();
}
