using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Qasm.Semantics.Symbols;
using Sqs.Compiler.Qasm.Syntax.Declarations;
using Sqs.Compiler.Qasm.Syntax.Expressions;

namespace Sqs.Compiler.Qasm.Semantics;

/// <summary>
/// Arguments of one call that stand for the same thing: a qubit for two parameters, or elements of an array of which one
/// reference is mutable. Only what is certain before the program runs is reported.
/// </summary>
internal static class ArgumentOverlap
{
    /// <summary>Reports the first two parameters that overlap.</summary>
    /// <returns>Whether there were any.</returns>
    public static bool Report(BindingContext context, CallSyntax call, SubroutineDefinitionSyntax definition, Symbol?[] arguments)
    {
        for (int i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] is QubitSymbol { View: { Items.IsDefault: false } view } && Known(view).Count() != Known(view).Distinct().Count())
            {
                context.Report(QasmDiagnostics.DuplicateQubit, call.Arguments[i].Span, definition.Name.Text, $"a qubit of {context.Source.Slice(call.Arguments[i].Span)}");
                return true;
            }

            for (int j = 0; j < i; j++)
            {
                switch (arguments[j], arguments[i])
                {
                    case (QubitSymbol first, QubitSymbol second) when Overlap(first.View, second.View):
                        context.Report(QasmDiagnostics.SharedQubit, call.Span, definition.Name.Text, Name(j), Name(i));
                        return true;
                    case (ArraySymbol first, ArraySymbol second) when !(first.IsReadOnly && second.IsReadOnly) && Overlap(first.View, second.View):
                        context.Report(QasmDiagnostics.SharedArray, call.Span, definition.Name.Text, Name(j), Name(i), Name(first.IsReadOnly ? i : j));
                        return true;
                }
            }
        }

        return false;

        string Name(int parameter) => definition.Parameters[parameter].Name.Text;
    }

    /// <summary>Whether two views certainly share a qubit.</summary>
    private static bool Overlap(QubitView first, QubitView second)
    {
        if (first.Items.IsDefault && second.Items.IsDefault)
            return Meet((first.Start, first.Step, first.Count), (second.Start, second.Step, second.Count));
        HashSet<int> known = [.. Known(first)];
        return Known(second).Any(known.Contains);
    }

    /// <summary>The flat indices of the qubits that are known before the program runs.</summary>
    private static IEnumerable<int> Known(QubitView view) =>
        Enumerable.Range(0, view.Count).Select(i => view[i]).Where(q => q.IsStatic).Select(q => q.Index);

    /// <summary>Whether two views certainly share an element: their indices meet in every dimension.</summary>
    private static bool Overlap(ArrayView first, ArrayView second)
    {
        if (first.Variable != second.Variable)
            return false;
        for (int d = 0; d < first.Dimensions.Length; d++)
        {
            if (Range(first.Dimensions[d]) is not { } a || Range(second.Dimensions[d]) is not { } b || !Meet(a, b))
                return false;
        }

        return true;
    }

    /// <summary>The indices a dimension shows, or null where they are not known before the program runs.</summary>
    private static (long Start, long Step, long Count)? Range(ArrayDimension dimension) => dimension.Fixed switch
    {
        null => (dimension.Start, dimension.Step, dimension.Count),
        ConstantExpression constant => ((long)constant.Value.Integer, 1, 1),
        _ => null,
    };

    private static bool Meet((long Start, long Step, long Count) a, (long Start, long Step, long Count) b)
    {
        if (a.Count > b.Count)
            (a, b) = (b, a);
        for (long i = 0; i < a.Count; i++)
        {
            long distance = a.Start + (i * a.Step) - b.Start;
            if (b.Step == 0 ? distance == 0 : distance % b.Step == 0 && distance / b.Step >= 0 && distance / b.Step < b.Count)
                return true;
        }

        return false;
    }
}
