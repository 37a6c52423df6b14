using Sqs.Compiler.Qasm;

namespace Sqs.Compiler.Tests.Qasm;

[TestFixture]
public sealed class FormatterTests
{
    private const string Untidy = """
        // head comment
        OPENQASM   3.0 ; include "stdgates.inc";  /* after */


        qubit [ 2 ]  q;bit[2]c; // trailing


        gate g ( a,b ) x1 , x2 { rx ( -a ) x1;  /* inner */ ctrl@inv@x x1,x2; }
        @note keep   this
        g( -pi/2,2*pi ) q [ 0 ],q[1];
        #pragma vendor  text
        array[int[8],2,2] v={ {1,2},{3 , -4} };
        if(c[0]==1&&!c[1]){x q[0];}else if ( c == 2 ) y q[0]; else{ z q[0]; // why
        }
        for int i in[0:2:-v[0,1]]{h q[i];}
        for int i in {1,2} h q[0];
        switch(v[0,0]){case 1,2{x q[0];}default{}}
        def f( qubit a,int[8] n )->bit{return measure a;}
        c[{0,1}]="01"; delay [ 100 ns ] q;
        cal { play( drive , {1} ) ; }
        """;

    [Test]
    public void Layout_is_one_statement_a_line_and_keeps_comments()
    {
        (string? text, _) = QasmFormatter.Format(Untidy, "untidy.qasm");
        Assert.That(text, Is.EqualTo("""
            // head comment
            OPENQASM 3.0;
            include "stdgates.inc"; /* after */

            qubit[2] q;
            bit[2] c; // trailing

            gate g(a, b) x1, x2 {
              rx(-a) x1; /* inner */
              ctrl @ inv @ x x1, x2;
            }
            @note keep   this
            g(-pi / 2, 2 * pi) q[0], q[1];
            #pragma vendor  text
            array[int[8], 2, 2] v = {{1, 2}, {3, -4}};
            if (c[0] == 1 && !c[1]) {
              x q[0];
            } else if (c == 2) y q[0];
            else {
              z q[0]; // why
            }
            for int i in [0:2:-v[0, 1]] {
              h q[i];
            }
            for int i in {1, 2} h q[0];
            switch (v[0, 0]) {
              case 1, 2 {
                x q[0];
              }
              default {}
            }
            def f(qubit a, int[8] n) -> bit {
              return measure a;
            }
            c[{0, 1}] = "01";
            delay[100 ns] q;
            cal { play( drive , {1} ) ; }

            """));
    }

    [Test]
    public void A_statement_that_a_comment_breaks_goes_on_indented()
    {
        const string text = """
            qubit[2] q;
            bit c;
            if (c) // why
            x q[0];
            else // why not
            // two lines
            y q[0];
            for int i in [0:1] /* each */
              h q[i];
            while (c) // until
            {
            if (c) // nested
            if (!c) x q[1];
            cx q[0], // control
            q[1]; // target
            }
            """;
        string once = QasmFormatter.Format(text, "broken.qasm").Text!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(once, Is.EqualTo("""
                qubit[2] q;
                bit c;
                if (c) // why
                  x q[0];
                else // why not
                  // two lines
                  y q[0];
                for int i in [0:1] /* each */
                  h q[i];
                while (c) // until
                {
                  if (c) // nested
                    if (!c) x q[1];
                  cx q[0], // control
                    q[1]; // target
                }

                """));
            Assert.That(QasmFormatter.Format(once, "once.qasm").Text, Is.EqualTo(once));
        }
    }

    [Test]
    public void Formatting_twice_is_formatting_once()
    {
        string once = QasmFormatter.Format(Untidy, "untidy.qasm").Text!;
        Assert.That(QasmFormatter.Format(once, "once.qasm").Text, Is.EqualTo(once));
    }

    [Test]
    public void Text_with_syntax_errors_is_left_alone()
    {
        (string? text, var diagnostics) = QasmFormatter.Format("qubit[2 q;", "bad.qasm");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(text, Is.Null);
            Assert.That(diagnostics.HasErrors, Is.True);
        }
    }
}
