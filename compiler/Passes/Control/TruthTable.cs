using System.Collections;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Evaluation;
using Sqs.Compiler.Ir.Expressions;

namespace Sqs.Compiler.Passes.Control;

/// <summary>A condition as the set of assignments of the bits it depends on. Bit i of an assignment is the value of <see cref="Bits"/>[i].</summary>
/// <param name="Bits">Flat indices of the bits that matter, ascending.</param>
/// <param name="Holds">Whether the condition holds, by assignment.</param>
internal sealed record TruthTable(int[] Bits, BitArray Holds)
{
    /// <summary>Conditions on more bits are not tabulated.</summary>
    public const int MaximumBits = 16;

    public bool IsConstant => Bits.Length == 0;

    public int OnCount => Holds.Cast<bool>().Count(h => h);

    /// <summary>The bits an expression reads.</summary>
    public static SortedSet<int> BitsOf(CircuitProgram program, Expression expression)
    {
        var bits = new SortedSet<int>();
        foreach (Expression part in expression.DescendantsAndSelf())
        {
            if (part is BitExpression bit)
                bits.Add(bit.Bit);
            if (part is RegisterExpression register)
                bits.UnionWith(Enumerable.Range(program.BitRegisters[register.Register].Offset, program.BitRegisters[register.Register].Size));
        }

        return bits;
    }

    /// <summary>Tabulates a condition, or gives null when it reads too many bits or anything but bits.</summary>
    /// <param name="program">The program.</param>
    /// <param name="condition">The condition.</param>
    /// <param name="isZero">Bits known to be 0, or null.</param>
    public static TruthTable? Of(CircuitProgram program, Expression condition, Func<int, bool>? isZero = null)
    {
        if (condition is BitExpression single && isZero?.Invoke(single.Bit) != true)
            return new TruthTable([single.Bit], new BitArray([false, true]));
        if (condition.DescendantsAndSelf().Any(e => e is InputExpression or VariableExpression or GateParameterExpression))
            return null;
        int[] bits = [.. BitsOf(program, condition).Where(b => isZero?.Invoke(b) != true)];
        if (TryMinterm(program, condition, bits) is { } minterm)
            return minterm;
        if (bits.Length > MaximumBits)
            return null;
        var memory = new ClassicalMemory(program);
        var evaluator = new ExpressionEvaluator(program, memory);
        var holds = new BitArray(1 << bits.Length);
        for (int assignment = 0; assignment < holds.Length; assignment++)
        {
            for (int i = 0; i < bits.Length; i++)
                memory.Bits[bits[i]] = (assignment >> i & 1) != 0;
            holds[assignment] = evaluator.IsTrue(condition);
        }

        return new TruthTable(bits, holds).Reduce();
    }

    /// <summary>Disjoint products of literals that cover the condition, each as (bit index into <see cref="Bits"/>, value).</summary>
    public IReadOnlyList<(int Variable, bool Value)[]> Cubes()
    {
        var cubes = new List<(int, bool)[]>();
        Split(0, Holds, [], cubes);
        return cubes;
    }

    // Shannon expansion from the last variable down: equal halves need no literal.
    private void Split(int depth, BitArray holds, List<(int, bool)> literals, List<(int, bool)[]> cubes)
    {
        bool[] values = [.. holds.Cast<bool>()];
        if (!values.Contains(true))
            return;
        if (!values.Contains(false))
        {
            cubes.Add([.. literals]);
            return;
        }

        int variable = Bits.Length - 1 - depth;
        int half = values.Length / 2;
        bool[] low = values[..half];
        bool[] high = values[half..];
        if (low.AsSpan().SequenceEqual(high))
        {
            Split(depth + 1, new BitArray(low), literals, cubes);
            return;
        }

        Split(depth + 1, new BitArray(low), [.. literals, (variable, false)], cubes);
        Split(depth + 1, new BitArray(high), [.. literals, (variable, true)], cubes);
    }

    // register == constant depends on each of its bits and has one assignment: no need to enumerate.
    private static TruthTable? TryMinterm(CircuitProgram program, Expression condition, int[] bits)
    {
        if (bits.Length > MaximumBits || condition is not BinaryExpression { Operator: BinaryOperator.Equal, Left: RegisterExpression register, Right: ConstantExpression constant })
            return null;
        BitRegister declared = program.BitRegisters[register.Register];
        int assignment = 0;
        for (int i = 0, next = 0; i < declared.Size; i++)
        {
            bool value = !(constant.Value.Integer >> i).IsEven;
            if (next < bits.Length && bits[next] == declared.Offset + i)
                assignment |= (value ? 1 : 0) << next++;
            else if (value)
                return new TruthTable([], new BitArray([false]));
        }

        var holds = new BitArray(1 << bits.Length);
        holds[assignment] = true;
        return new TruthTable(bits, holds);
    }

    private TruthTable Reduce()
    {
        int[] bits = Bits;
        BitArray holds = Holds;
        for (int i = bits.Length - 1; i >= 0; i--)
        {
            if (DependsOn(holds, i))
                continue;
            var smaller = new BitArray(holds.Length / 2);
            for (int assignment = 0; assignment < smaller.Length; assignment++)
                smaller[assignment] = holds[((assignment >> i) << (i + 1)) | (assignment & ((1 << i) - 1))];
            holds = smaller;
            bits = [.. bits[..i], .. bits[(i + 1)..]];
        }

        return new TruthTable(bits, holds);
    }

    private static bool DependsOn(BitArray holds, int variable)
    {
        for (int assignment = 0; assignment < holds.Length; assignment++)
        {
            if (holds[assignment] != holds[assignment ^ (1 << variable)])
                return true;
        }

        return false;
    }
}
